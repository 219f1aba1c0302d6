#include <QByteArray>
#include <QCoreApplication>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>

#include <cstdint>
#include <cstdio>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace {

constexpr qint64 kLargest = 64 * 1024;

std::vector<QByteArray> corpusIn(const QStringList &folders)
{
    std::vector<QByteArray> corpus{
        "Hostname,Serial,Last seen\nPC-1,\"A\"\"1\",2024-07-19T04:09:00Z\nPC-2,A2,never\n",
        R"([{"device_id":"1","agent_load_flags":"0","hostname":"a","device_policies":{"sensor_update":{"policy_id":"x"}}}])"};
    for (const QString &folder : folders) {
        for (QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
            QFile file(it.next());
            if (file.open(QIODevice::ReadOnly))
                corpus.push_back(file.read(kLargest));
        }
    }
    return corpus;
}

/// A few changes of the kinds that happen: bits flipped, pieces lost, doubled or swapped in, the end cut off.
QByteArray mutated(QByteArray bytes, const std::vector<QByteArray> &corpus, QRandomGenerator &random)
{
    constexpr char kTelling[] = "\"{}[],;\t\n\r\\:\0\xFF\xFE<|=";
    for (int changes = random.bounded(1, 8); changes > 0 && !bytes.isEmpty(); --changes) {
        const qsizetype at = random.bounded(int(bytes.size()));
        const qsizetype length = random.bounded(1, 64);
        switch (random.bounded(6)) {
        case 0:
            bytes[at] = char(bytes[at] ^ (1 << random.bounded(8)));
            break;
        case 1:
            bytes[at] = kTelling[random.bounded(int(sizeof kTelling - 1))];
            break;
        case 2:
            bytes.remove(at, length);
            break;
        case 3:
            bytes.insert(at, bytes.mid(random.bounded(int(bytes.size())), length));
            break;
        case 4:
            bytes.truncate(at);
            break;
        default:
            const QByteArray &other = corpus[std::size_t(random.bounded(int(corpus.size())))];
            bytes.insert(at, other.mid(random.bounded(int(other.size()) + 1), length));
            break;
        }
    }
    return bytes;
}

} // namespace

/// usage: fuzz_driver SECONDS FOLDER...   Prints the seed, so that a crash can be had again.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const qint64 limitMs = qint64(arguments.value(1).toDouble() * 1000);
    const std::vector<QByteArray> corpus = corpusIn(arguments.mid(2));
    const quint32 seed = qEnvironmentVariableIsSet("RINGWARD_FUZZ_SEED")
        ? qEnvironmentVariable("RINGWARD_FUZZ_SEED").toUInt()
        : QRandomGenerator::global()->generate();
    std::printf("seed %u, %zu files\n", seed, corpus.size());
    std::fflush(stdout);
    QRandomGenerator random(seed);
    QElapsedTimer clock;
    clock.start();
    qint64 runs = 0;
    for (; clock.elapsed() < limitMs; ++runs) {
        const QByteArray bytes = mutated(corpus[std::size_t(random.bounded(int(corpus.size())))], corpus, random);
        const qint64 before = clock.elapsed();
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.constData()), std::size_t(bytes.size()));
        if (clock.elapsed() - before > 10'000) {
            std::printf("run %lld took %lld ms\n", runs, clock.elapsed() - before);
            return 1;
        }
    }
    std::printf("%lld runs\n", runs);
    return 0;
}
