#include "models/audit/auditdeeds.h"
#include "models/audit/auditexport.h"
#include "models/store/auditstore.h"
#include "models/store/sqliteauditlog.h"
#include "models/store/transaction.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

namespace ringward::bench {

namespace {

constexpr int kEntries = 1'000'000;

/// A store whose audit has a million entries and a signed head, and its export.
struct Audited {
    Audited()
    {
        const KeyPair keys = makeKeyPair();
        const PersonId person{3};
        filled = writing(*database, [&](const Connection &connection) -> Result<Done> {
                     const AuditDraft first{1,
                                            person,
                                            QStringLiteral("Dr A. Okafor"),
                                            QString::fromLatin1(kKeyDeed),
                                            personObject(person),
                                            QStringLiteral("key made"),
                                            keys.publicKey.hex()};
                     Hash previous;
                     for (int i = 0; i < kEntries; ++i) {
                         AuditDraft draft = first;
                         if (i > 0)
                             draft = {1'788'856'920'000 + i,
                                      PersonId{quint32(1 + i % 9)},
                                      QStringLiteral("M. Lindqvist"),
                                      QStringLiteral("call.sent"),
                                      QStringLiteral("CHG-%1").arg(i % 5000),
                                      QStringLiteral("RGH-ICU4W-NS%1 to ring Delayed of rapid response").arg(i),
                                      QStringLiteral("9f2c41d788ab03e5")};
                         const AuditEntry entry = seal(draft, i + 1, previous);
                         previous = entry.hash;
                         const auto bytes = [](const Hash &hash) {
                             return hash.view().toByteArray();
                         };
                         const auto done = connection.run(
                             QStringLiteral("INSERT INTO audit_entry VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
                             entry.number, entry.atMs, entry.person.value, entry.who, entry.deed, entry.object,
                             entry.text, entry.data, entry.salt, bytes(entry.previous), bytes(entry.hash));
                         if (!done)
                             return done;
                     }
                     return Done{};
                 }).has_value();
        const auto last = *log.last();
        filled = filled && log.saveHead(*signHead(last->number, last->hash, 1, person, keys.secretKey));
        QFile to(file);
        filled = filled && to.open(QIODevice::WriteOnly) && exportAudit(log, to, {});
    }
    QTemporaryDir folder;
    QString file = folder.filePath(QStringLiteral("audit.jsonl"));
    std::unique_ptr<Database> database = std::move(*Database::open(folder.filePath(QStringLiteral("bench.sqlite"))));
    SqliteAuditLog log{*database};
    bool filled = false;
};

Audited &audited()
{
    static Audited made;
    return made;
}

void check(benchmark::State &state, const Result<ChainReport> &report)
{
    if (!audited().filled || !report || report->broken || report->entries != kEntries || report->signedTo != kEntries)
        state.SkipWithError("not verified");
}

void verifyStore(benchmark::State &state)
{
    Audited &from = audited();
    for (auto step : state)
        check(state, verifyLog(from.log));
}

void verifyFile(benchmark::State &state)
{
    Audited &from = audited();
    for (auto step : state) {
        QFile file(from.file);
        if (!file.open(QIODevice::ReadOnly))
            state.SkipWithError("no file");
        check(state, verifyExport(file));
    }
}

BENCHMARK(verifyStore)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(verifyFile)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

} // namespace ringward::bench

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
