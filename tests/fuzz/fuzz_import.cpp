#include "connectors/files/fileimporter.h"

#include <cstddef>
#include <cstdint>

/// Whatever the bytes are: a report that says something, no crash, no hang.
/// Alone with clang: -fsanitize=fuzzer,address,undefined. Without it, fuzz_driver.cpp feeds a small mutated corpus.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace ringward;
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const Imported imported = FileImporter().importBytes(bytes, QStringLiteral("fuzz"));
    const ImportReport &report = imported.report;
    const bool refused = report.error && !report.problem.isEmpty() && imported.records.empty();
    const bool taken = !report.error && std::size_t(report.devices) == imported.records.size();
    if (!refused && !taken)
        std::abort();
    (void)FileImporter().proposeFor(bytes);
    return 0;
}
