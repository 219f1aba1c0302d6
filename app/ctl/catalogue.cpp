#include "app/ctl/command.h"
#include "models/base/counted.h"
#include "models/tables/drivercolumns.h"

#include <QFileInfo>
#include <QLocale>

namespace ringward::ctl {

namespace {

/// At the values of CatalogueKind.
constexpr std::array<const char *, kCatalogueKinds> kWords{"altitudes", "loldrivers", "blocklist", "crashes"};

QJsonObject toJson(CatalogueKind kind, const ShelvedCatalogue *known, QDate today)
{
    QJsonObject object{{QStringLiteral("kind"), QString::fromLatin1(kWords[std::size_t(kind)])},
                       {QStringLiteral("imported"), known != nullptr}};
    if (!known)
        return object;
    object.insert(QStringLiteral("file"), known->file);
    object.insert(QStringLiteral("version"), known->info.version);
    object.insert(QStringLiteral("date"), known->date().toString(Qt::ISODate));
    object.insert(QStringLiteral("entries"), known->info.entries);
    object.insert(QStringLiteral("imported_at"),
                  QDateTime::fromMSecsSinceEpoch(known->importedMs, Qt::UTC).toString(Qt::ISODate));
    object.insert(QStringLiteral("days_old"), known->date().daysTo(today));
    object.insert(QStringLiteral("old"), known->isOld(today));
    object.insert(QStringLiteral("problem"), known->problem);
    return object;
}

QString ageOf(const ShelvedCatalogue &known, QDate today)
{
    const qint64 days = known.date().daysTo(today);
    const QString age = counted(days, Noun::Day);
    return known.isOld(today) ? tr("%1, ask for a newer one").arg(age) : age;
}

int list(const DriverDesk &desk, QDate today, Output &out)
{
    std::vector<std::pair<CatalogueKind, const ShelvedCatalogue *>> lines;
    for (int i = 0; i < kCatalogueKinds; ++i) {
        const auto kind = CatalogueKind(i);
        const auto known = std::find_if(desk.catalogues().begin(), desk.catalogues().end(),
                                        [kind](const ShelvedCatalogue &each) { return each.info.kind == kind; });
        lines.emplace_back(kind, known == desk.catalogues().end() ? nullptr : &*known);
    }
    if (out.isJson()) {
        for (const auto &[kind, known] : lines)
            out.entry(toJson(kind, known, today));
        return AllDone;
    }
    out.table({{tr("Catalogue")}, {tr("Edition")}, {tr("Date")}, {tr("Age")}, {tr("Entries"), true}, {tr("File")}},
              lines.size(), [&](std::size_t row, std::size_t column) -> QString {
                  const auto &[kind, known] = lines[row];
                  if (column == 0)
                      return label(kind);
                  if (!known)
                      return column == 1 ? tr("not imported") : QString();
                  switch (column) {
                  case 1:
                      return known->problem.isEmpty() ? known->info.version : tr("damaged, not used");
                  case 2:
                      return known->info.date.isValid() ? known->date().toString(Qt::ISODate)
                                                        : tr("imported %1").arg(known->date().toString(Qt::ISODate));
                  case 3:
                      return ageOf(*known, today);
                  case 4:
                      return QLocale().toString(known->info.entries);
                  default:
                      return known->file;
                  }
              });
    return AllDone;
}

} // namespace

QCoro::Task<int> runCatalogue(Call call, Output out)
{
    QCommandLineParser parser;
    if (const auto end = readArguments(parser, "catalogue", call, out, 0, 20))
        co_return *end;
    QStringList words = parser.positionalArguments();
    const QString verb = words.isEmpty() ? QStringLiteral("list") : words.takeFirst();
    const bool isImport = verb == u"import";
    if ((!isImport && verb != u"list") || isImport == words.isEmpty()) {
        out.complain(tr("Use “catalogue list” or “catalogue import FILE...”."));
        co_return WrongUsage;
    }
    auto opened = isImport ? Composition::open(call.store) : openExisting(call);
    if (!opened)
        co_return out.fail(opened.error());
    DriverDesk &desk = (*opened)->drivers();
    const QDate today = QDateTime::fromMSecsSinceEpoch((*opened)->clock().nowMs()).date();
    co_await desk.settle();
    int bad = 0;
    for (const QString &file : words) {
        const Result<CatalogueInfo> info = co_await desk.importCatalogue(file, {});
        if (!info) {
            out.complain(userMessage(info.error()));
            ++bad;
        } else if (!out.isJson()) {
            out.line(tr("%1: %2, %3").arg(file, info->title, counted(info->entries, Noun::Entry)));
        }
    }
    if (bad == words.size() && isImport)
        co_return Failed;
    list(desk, today, out);
    co_return bad > 0 ? int(SomeRefused) : int(AllDone);
}

} // namespace ringward::ctl
