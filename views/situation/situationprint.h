#pragma once

class QPrinter;

namespace ringward {

struct Situation;

/// White paper, black ink, shapes and letters in place of tints: counts by tier, what needs attention, the wards that
/// are not all up. Heads repeat; each page has its number, the time of print and the age of the data.
void printSituation(const Situation &situation, QPrinter &printer);

} // namespace ringward
