#pragma once
#include "models/audit/auditdeeds.h"
#include "models/store/sqliteauditlog.h"
#include "models/store/sqliteroster.h"
#include "models/store/transaction.h"
#include "tests/models/store/storefixture.h"

namespace ringward::testing {

/// A store with a log, and a person who has a key that the log knows.
struct AuditTest : StoreTest {
    std::unique_ptr<Database> database = open();
    SqliteAuditLog log{*database};
    PersonId person{3};
    KeyPair keys = makeKeyPair();

    AuditTest()
    {
        EXPECT_TRUE(log.append({1, person, QStringLiteral("Dr A. Okafor"), QString::fromLatin1(kKeyDeed),
                                personObject(person), QStringLiteral("key made"), keys.publicKey.hex()}));
    }
    void append(int count)
    {
        for (int i = 0; i < count; ++i)
            ASSERT_TRUE(log.append({1000 + i, person, QStringLiteral("Dr A. Okafor"), QStringLiteral("vote.cast"),
                                    QStringLiteral("CHG-%1").arg(i, 4, 10, QLatin1Char('0')),
                                    QStringLiteral("Yes. \"NICU\" needs one station outside, ward %1 ✓").arg(i),
                                    QStringLiteral("yes")}));
    }
    void signLast()
    {
        const auto last = log.last();
        const auto head = signHead((*last)->number, (*last)->hash, 5000, person, keys.secretKey);
        ASSERT_TRUE(head);
        ASSERT_TRUE(log.saveHead(*head));
    }
    /// As somebody who can write to the file would.
    void tamper(const char *sql)
    {
        const auto done = writing(*database, [&](const Connection &connection) -> Result<Done> {
            for (const char *trigger : {"audit_entry_stays", "audit_entry_is_kept"}) {
                if (auto dropped =
                        connection.run(QStringLiteral("DROP TRIGGER IF EXISTS %1").arg(QLatin1StringView(trigger)));
                    !dropped)
                    return dropped;
            }
            return connection.run(QString::fromUtf8(sql));
        });
        ASSERT_TRUE(done) << done.error().detail.toStdString();
    }
};

} // namespace ringward::testing
