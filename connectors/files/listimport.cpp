#include "connectors/files/listimport.h"

#include "connectors/files/columnmeanings.h"
#include "connectors/files/columnprofile.h"
#include "connectors/files/recordcollector.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <algorithm>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::ListImport", text);
}

constexpr double kSure = 0.5; ///< less is shown as a proposal, not taken without a person

/// What the values alone say; below kSure unless they can be nothing else.
TitleMatch meaningOfValues(const ColumnProfile &profile)
{
    if (profile.probed < 3)
        return {};
    const double enough = 0.9 * double(profile.probed);
    if (double(profile.macs) >= enough)
        return {meaningFromKey(u"mac_address"), 0.8};
    if (double(profile.uuids) >= enough)
        return {meaningFromKey(u"hardware_uuid"), 0.4};
    if (double(profile.moments) >= enough)
        return {meaningFromKey(u"last_seen"), 0.3};
    return {};
}

/// By the title, or by the values when the title says nothing. A column whose title promises times and whose values are
/// none ("3 days ago") is left out: refusing every row for it would help nobody.
TitleMatch meaningOf(const QString &title, const ColumnProfile &profile)
{
    const TitleMatch match = meaningOfTitle(title);
    if (!match.meaning)
        return meaningOfValues(profile);
    const auto isTime = [](const QString &sample) {
        return parseMoment(sample).has_value();
    };
    const bool noTimes = match.meaning->isMoment && profile.probed >= 3
        && std::none_of(profile.samples.begin(), profile.samples.end(), isTime);
    return noTimes ? TitleMatch{} : match;
}

/// Of several columns with one meaning the surest keeps it, the first of equals.
void leaveOutDoubles(std::vector<MappingColumn> &columns)
{
    for (std::size_t i = 0; i < columns.size(); ++i) {
        for (std::size_t j = 0; j < columns.size(); ++j) {
            if (i == j || columns[i].meaning.isEmpty() || columns[i].meaning != columns[j].meaning)
                continue;
            MappingColumn &weaker =
                columns[j].confidence > columns[i].confidence ? columns[i] : columns[std::max(i, j)];
            weaker.meaning.clear();
            weaker.confidence = 0;
        }
    }
}

std::vector<MeaningChoice> choices()
{
    std::vector<MeaningChoice> all;
    for (const ColumnMeaning &meaning : columnMeanings())
        all.push_back(
            {QString::fromLatin1(meaning.key), QCoreApplication::translate("ringward::ColumnMeaning", meaning.label)});
    return all;
}

struct Reader {
    std::size_t column = 0;
    const ColumnMeaning *meaning = nullptr;
    CellContext context;
    QString title;
};

/// Which columns are read, and how.
std::vector<Reader> readers(const ListPlan &plan, QHash<QString, QString> &pool, ImportReport &report)
{
    const MappingProposal &proposal = plan.proposal;
    std::vector<Reader> all;
    for (std::size_t i = 0; i < proposal.columns.size(); ++i) {
        const MappingColumn &column = proposal.columns[i];
        if (!column.refusedWhy.isEmpty()) {
            report.refusedColumns.append(column.title);
            report.notes.append(tr("Column “%1” was not read: %2. Patient data has no place here.")
                                    .arg(column.title, column.refusedWhy));
            continue;
        }
        const ColumnMeaning *meaning = meaningFromKey(column.meaning);
        if (!meaning || (!proposal.remembered && column.confidence < kSure))
            continue;
        all.push_back({i, meaning, {plan.orders[i], &pool}, column.title});
    }
    return all;
}

QString badValue(const Reader &reader, QStringView cell)
{
    return tr("column “%1”: “%2” is no date or time that can be read").arg(reader.title, cell.left(60).toString());
}

/// Empty when the row became a record, otherwise why not.
QString fill(SourceRecord &record, const ListRow &row, const std::vector<Reader> &readers)
{
    for (const Reader &reader : readers) {
        const QStringView cell = row.cells[reader.column].trimmed();
        if (!cell.isEmpty() && !reader.meaning->put(record, cell, reader.context))
            return badValue(reader, cell);
    }
    return {};
}

void refuseWhole(Imported &into, const QString &detail, const QString &problem)
{
    into.report.error = Error{Error::Kind::Malformed, detail};
    into.report.problem = problem;
}

/// False, with the error set, when no column says which machine a row is about.
bool machinesAreNamed(const MappingProposal &proposal, const std::vector<Reader> &readers, Imported &into)
{
    if (std::any_of(readers.begin(), readers.end(), [](const Reader &reader) { return reader.meaning->names; }))
        return true;
    QStringList refused;
    for (const MappingColumn &column : proposal.columns) {
        if (!column.refusedWhy.isEmpty())
            refused.append(column.title);
    }
    if (!refused.isEmpty())
        refuseWhole(into, QStringLiteral("patient data, and no other column names a machine"),
                    tr("The file looks like patient data (column “%1”) and was refused. Nothing of it was kept.")
                        .arg(refused.join(QStringLiteral("”, “"))));
    else
        refuseWhole(into, QStringLiteral("no column is known to name a machine"),
                    tr("No column was recognised as a host name, serial number or id. Say what the columns mean, then "
                       "import again."));
    return false;
}

QByteArray csvCell(QStringView text)
{
    return '"' + text.toString().replace(u'"', QStringLiteral("\"\"")).toUtf8() + '"';
}

} // namespace

QByteArray withoutRefusedColumns(ListRows &rows, const MappingProposal &proposal)
{
    QByteArray csv;
    const auto append = [&](const auto &cells) {
        bool first = true;
        for (std::size_t i = 0; i < proposal.columns.size(); ++i) {
            if (!proposal.columns[i].refusedWhy.isEmpty())
                continue;
            csv += (first ? "" : ",") + csvCell(cells[typename std::decay_t<decltype(cells)>::size_type(i)]);
            first = false;
        }
        csv += '\n';
    };
    append(rows.titles());
    ListRow row;
    rows.rewind();
    while (rows.next(row)) {
        if (row.problem.isEmpty())
            append(row.cells);
    }
    return csv;
}

QString headerSignature(const QStringList &titles)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &title : titles)
        hash.addData(plainTitle(title).toUtf8() + '\0');
    return QString::fromLatin1(hash.result().toHex().first(32));
}

ListPlan planList(ListRows &rows, const std::optional<ImportMapping> &remembered, std::stop_token stop)
{
    const QStringList &titles = rows.titles();
    const std::vector<ColumnProfile> profiles = profileColumns(rows, stop);
    ListPlan plan;
    MappingProposal &proposal = plan.proposal;
    proposal.signature = headerSignature(titles);
    proposal.choices = choices();
    proposal.remembered = remembered && remembered->meanings.size() == titles.size();
    for (qsizetype i = 0; i < titles.size(); ++i) {
        const ColumnProfile &profile = profiles[std::size_t(i)];
        MappingColumn column{titles[i], profile.samples, {}, 0, patientDataIn(i, titles, profiles)};
        if (!column.refusedWhy.isEmpty()) {
            column.samples.clear();
        } else if (proposal.remembered) {
            column.meaning = meaningFromKey(remembered->meanings[i]) ? remembered->meanings[i] : QString();
            column.confidence = 1;
        } else {
            const TitleMatch match = meaningOf(titles[i], profile);
            column.meaning = match.meaning ? QString::fromLatin1(match.meaning->key) : QString();
            column.confidence = match.confidence;
        }
        plan.orders.push_back(profile.order());
        proposal.columns.push_back(std::move(column));
    }
    if (!proposal.remembered)
        leaveOutDoubles(proposal.columns);
    return plan;
}

void importList(ListRows &rows, const ListPlan &plan, Imported &into, std::stop_token stop)
{
    QHash<QString, QString> pool;
    const std::vector<Reader> columns = readers(plan, pool, into.report);
    if (!machinesAreNamed(plan.proposal, columns, into))
        return;
    RecordCollector collector(into, QStringLiteral("list:"));
    ListRow row;
    rows.rewind();
    for (qint64 count = 0; rows.next(row); ++count) {
        if (count % 4096 == 0 && stop.stop_requested())
            return;
        SourceRecord record;
        const QString problem = row.problem.isEmpty() ? fill(record, row, columns) : row.problem;
        if (problem.isEmpty())
            collector.add(std::move(record), row.where);
        else
            collector.refuse(row.where, problem);
    }
    collector.finish();
}

} // namespace ringward
