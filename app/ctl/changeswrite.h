#pragma once
#include "app/ctl/identity.h"

namespace ringward::ctl {

/// The verbs of “ringwardctl changes” that somebody answers for; the person is signed in. `words` follow the verb.
struct ChangeVerb {
    const char *name;
    qsizetype fewest, most; ///< words after it
    QCoro::Task<int> (*run)(Composition &composition, QStringList words, const QCommandLineParser &parser, Output &out);
    bool isKnownTo(const QString &verb, qsizetype words) const
    {
        return verb == QLatin1StringView(name) && words >= fewest && words <= most;
    }
};
std::span<const ChangeVerb> changeVerbs();
void addProposalOptions(QCommandLineParser &parser);

/// Until the execution of a change has ended; call it before the change is run.
QCoro::Task<Execution::Outcome> ended(ChangeDesk &desk, ChangeId change);

// In changesread.cpp: the verbs that only read.
int listChanges(Composition &composition, const QCommandLineParser &parser, Output &out);
int showChange(Composition &composition, ChangeId change, Output &out);
int listFreezes(Composition &composition, Output &out);

std::optional<ChangeId> changeNamed(const QString &text, Output &out); ///< complains when it is none

} // namespace ringward::ctl
