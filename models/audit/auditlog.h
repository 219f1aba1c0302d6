#pragma once
#include "models/audit/auditentry.h"
#include "models/base/clock.h"

#include <functional>

namespace ringward {

/// Which entries to read. What is empty does not matter.
struct AuditQuery {
    qint64 fromMs = 0, toMs = 0; ///< UTC; `toMs` is not in it
    std::optional<PersonId> person;
    QString deed; ///< the beginning of one: "vote" finds "vote.cast"
    QString object; ///< the whole of it
    QString words; ///< each must be somewhere in who, deed, object, text or data, in any case
    qint64 before = 0; ///< only entries with a lower number, to read on
    int limit = 200; ///< 0 for no limit
};

/// The chain of everything that anybody decided or sent; implemented by the store. Nothing is ever changed or removed.
/// What is appended is on disk when the call returns. Any thread.
class AuditLog {
public:
    using Visitor = std::function<Result<Done>(const AuditEntry &)>; ///< an Error ends the reading

    virtual ~AuditLog() = default;
    virtual Result<AuditEntry> append(const AuditDraft &draft) = 0;
    virtual Result<std::optional<AuditEntry>> last() = 0;
    virtual Result<std::vector<AuditEntry>> find(const AuditQuery &query) = 0; ///< newest first
    virtual Result<Done> visit(qint64 from, const Visitor &visitor) = 0; ///< oldest first, from a number on
    virtual Result<Done> saveHead(const AuditHead &head) = 0;
    virtual Result<std::vector<AuditHead>> heads() = 0; ///< oldest first
};

/// A draft for something that `person` does now.
AuditDraft draftOf(const Person &person, const Clock &clock, const char *deed, QString object, QString text,
                   QString data = {});

} // namespace ringward
