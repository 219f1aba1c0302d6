#pragma once
#include "app/ctl/identity.h"
#include "models/rings/ringdesigner.h"
#include "models/rings/whatif.h"

namespace ringward::ctl {

/// What the commands about rings begin with: a store, one stream of its fleet, and the rules in force.
struct RingCall {
    std::unique_ptr<Composition> composition;
    RingFactsPtr facts;
    GuardrailSet guardrails;
    QStringList unknownRings;
    qint64 nowMs = 0;
    qint64 startMs = 0; ///< when moves would begin: --start, or now
};

void addStreamOption(QCommandLineParser &parser);
/// For verbs that change something: who does it. The parser has the options of addIdentityOptions().
Async<Done> signIn(const RingCall &rings, const QCommandLineParser &parser);
void addStartOption(QCommandLineParser &parser); ///< for commands that judge moves
/// Opens the store and gathers the stream that --stream names. What is wrong has been said then; `code` is how to end.
std::optional<RingCall> openRings(const Call &call, const QCommandLineParser &parser, Output &out, int &code);

/// Guardrail results as a table or as JSON Lines; how many block is below the table.
void print(const std::vector<GuardrailResult> &results, Output &out);
QJsonObject toJson(const GuardrailResult &result);
QJsonObject toJson(const RingMove &move, const RingFacts &facts);

/// Reads a JSON file that a person gave; complains when it cannot be read.
std::optional<QJsonObject> readJsonFile(const QString &path, Output &out);

} // namespace ringward::ctl
