#pragma once
#include "models/store/connection.h"

#include <QJsonObject>

namespace ringward {

/// A small thing that a person decided, as the table `decision` keeps it.
struct Decision {
    qint64 id = 0; ///< 0 for one that is not saved yet
    QString kind; ///< "saved-view"
    QString scope; ///< within the kind; may be empty
    QString key; ///< unique within kind and scope
    QJsonObject document;
};

/// In their order of position. All of these run in the caller's transaction.
Result<std::vector<Decision>> readDecisions(const Connection &connection, const QString &kind, const QString &scope);
Result<std::vector<Decision>> readDecisions(const Connection &connection, const QString &kind); ///< of all scopes
/// The answer is its id. A new one gets the last position. Replaces the one with the same id, or else with the same
/// key; NotFound when the id is gone, Conflict when another id has the key.
Result<qint64> writeDecision(const Connection &connection, const Decision &decision);
Result<Done> removeDecision(const Connection &connection, const QString &kind, qint64 id); ///< NotFound when gone
/// `ids` come first, in their order; the others follow as they were.
Result<Done> orderDecisions(const Connection &connection, const QString &kind, const QString &scope,
                            const std::vector<qint64> &ids);

} // namespace ringward
