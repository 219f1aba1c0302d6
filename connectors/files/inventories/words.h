#pragma once
#include "models/base/dictionary.h"
#include "models/drivers/driver.h"

#include <array>
#include <vector>

namespace ringward {

/// Meaning of words that Windows writes for a service, in the languages that were seen or are likely. NotTold for a
/// word that is unknown here; case and outer blanks do not matter.
ImageKind kindOf(QStringView word);
StartType startOf(QStringView word);
RunState stateOf(QStringView word);
Told toldOf(QStringView word);
bool meansNotAvailable(QStringView word); ///< "Not Available", "Niedostępne", "N/A", ...

/// `text` trimmed, or empty when it says that there is nothing to say.
QString saidText(QStringView text);

/// A driver that every Windows has, with one kind and one start type; how words of other languages are learnt.
bool isWellKnownDriver(QStringView name);
/// A name of just the width at which tables cut that is known to be whole.
bool isWholeTwelve(QStringView name);

/// The words of all rows of one list. Words that no table knows get their meaning from the well-known drivers beside
/// which they stand, so that a list in any language tells what runs and what starts at boot.
class ServiceWords {
public:
    /// One row; call it once for each driver that was taken. Empty views where the format has no such column.
    void add(QStringView kind, QStringView start, QStringView state, QStringView started, QStringView acceptPause,
             QStringView acceptStop);
    /// Writes kind, start and state into the drivers, which are those of the rows, in the same order.
    void apply(std::vector<Driver> &drivers);

private:
    enum Column { Kind, Start, State, Started, Pause, Stop, ColumnCount };
    Dictionary m_words;
    std::vector<std::array<quint32, ColumnCount>> m_rows;
    std::vector<ImageKind> kinds(const std::vector<Driver> &drivers) const;
    std::vector<StartType> starts(const std::vector<Driver> &drivers) const;
    std::vector<Told> yesses() const;
    std::vector<RunState> states(const std::vector<Told> &yes) const;
};

} // namespace ringward
