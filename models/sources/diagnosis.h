#pragma once
#include "models/base/error.h"

#include <QString>

#include <vector>

namespace ringward {

/// One thing that was tried to find out how well a source is connected, in the order in which they were tried.
struct DiagnosisStep {
    enum class State {
        Good,
        Note, ///< works, and something about it should be known
        Bad,
        Skipped, ///< what it needs has failed before
    };
    struct Fact {
        QString label, value; ///< translated label; value as it is
    };
    QString key; ///< "tls", the same in every version and language
    QString title; ///< translated: "Encryption"
    State state = State::Good;
    QString sentence; ///< translated: what was found and, when it is bad, what to do
    std::vector<Fact> facts; ///< "Issuer", "SHA-256"
    int tookMs = 0;
};

/// "good", "note", "bad", "skipped": for files and the command line.
QString word(DiagnosisStep::State state);

struct Diagnosis {
    std::vector<DiagnosisStep> steps;
    bool isGood() const; ///< nothing is bad or skipped
};

/// All of it as lines of text, for the clipboard and the terminal.
QString diagnosisText(const Diagnosis &diagnosis);

} // namespace ringward
