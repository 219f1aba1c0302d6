#include "models/incident/runbooklibrary.h"

#include "models/incident/runbookparser.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <algorithm>

namespace ringward {

namespace {

constexpr qsizetype kMostFiles = 200;

void readFolder(const QString &path, bool isOwn, RunbookLibrary &library)
{
    const QDir folder(path);
    const QStringList names = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString &name : names.mid(0, kMostFiles)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) {
            library.refused.push_back({name, file.errorString()});
            continue;
        }
        Result<Runbook> runbook = parseRunbook(file.read(1 << 20));
        if (!runbook) {
            library.refused.push_back({name, userMessage(runbook.error())});
            continue;
        }
        runbook->isOwn = isOwn;
        std::erase_if(library.runbooks, [&](const Runbook &each) { return each.id == runbook->id; });
        library.runbooks.push_back(std::move(*runbook));
    }
}

} // namespace

const Runbook *RunbookLibrary::find(QStringView id) const
{
    const auto found =
        std::find_if(runbooks.begin(), runbooks.end(), [&](const Runbook &each) { return each.id == id; });
    return found == runbooks.end() ? nullptr : &*found;
}

RunbookLibrary loadRunbooks(const QString &ownFolder)
{
    RunbookLibrary library;
    readFolder(QStringLiteral(":/ringward/runbooks"), false, library);
    if (!ownFolder.isEmpty())
        readFolder(ownFolder, true, library);
    const auto before = [](const Runbook &a, const Runbook &b) {
        return a.isOwn != b.isOwn ? b.isOwn : a.title.localeAwareCompare(b.title) < 0;
    };
    std::stable_sort(library.runbooks.begin(), library.runbooks.end(), before);
    return library;
}

} // namespace ringward
