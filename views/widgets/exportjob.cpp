#include "views/widgets/exportjob.h"

#include <QDir>
#include <QElapsedTimer>

#include <memory>

namespace ringward {

namespace {

constexpr qint64 kSliceMs = 8; ///< half a frame
constexpr int kRowsBetweenLooks = 64;

QString lineOf(const QStringList &fields)
{
    return fields.join(u',') + QStringLiteral("\r\n");
}

} // namespace

ExportJob::ExportJob(std::shared_ptr<const QAbstractItemModel> model, QList<int> columns, ExportNotes notes,
                     QObject *parent)
    : QObject(parent)
    , m_model(std::move(model))
    , m_columns(std::move(columns))
    , m_notes(std::move(notes))
    , m_rows(m_model->rowCount())
{
    connect(&m_timer, &QTimer::timeout, this, &ExportJob::writeSome);
}

void ExportJob::start(const QString &path)
{
    m_path = path;
    m_next = 0;
    m_file = std::make_unique<QSaveFile>(path);
    if (!m_file->open(QIODevice::WriteOnly)) {
        finish(Error{Error::Kind::Storage, m_file->errorString()});
        return;
    }
    m_file->write("\xEF\xBB\xBF");
    m_timer.start(0);
    QStringList head;
    for (const int column : m_columns)
        head << csvField(m_model->headerData(column, Qt::Horizontal).toString());
    write(lineOf(head));
}

void ExportJob::cancel()
{
    if (isRunning())
        finish(Error{Error::Kind::Cancelled, {}});
}

QString ExportJob::line(int row) const
{
    QStringList cells;
    for (const int column : m_columns)
        cells << csvField(cellText(m_model->index(row, column), m_role));
    return lineOf(cells);
}

bool ExportJob::write(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    if (m_file->write(bytes) == bytes.size())
        return true;
    finish(Error{Error::Kind::Storage, m_file->errorString()});
    return false;
}

void ExportJob::writeSome()
{
    QElapsedTimer slice;
    slice.start();
    while (m_next < m_rows && slice.elapsed() < kSliceMs) {
        QString text;
        for (const int end = std::min(m_rows, m_next + kRowsBetweenLooks); m_next < end; ++m_next)
            text += line(m_next);
        if (!write(text))
            return;
    }
    Q_EMIT progressed(m_next, m_rows);
    if (!isRunning() || m_next < m_rows) // a listener may have cancelled
        return;
    QString notes = QStringLiteral("\r\n");
    for (const QString &each : noteLines(m_notes))
        notes += lineOf({csvField(QStringLiteral("# ") + each)});
    notes += lineOf({csvField(QStringLiteral("# ") + tr("End, rows: %1").arg(m_rows))});
    if (!write(notes))
        return;
    if (m_file->commit())
        finish(Done{});
    else
        finish(Error{Error::Kind::Storage, m_file->errorString()});
}

void ExportJob::finish(const Result<Done> &outcome)
{
    m_timer.stop();
    if (!outcome && m_file)
        m_file->cancelWriting();
    m_file.reset();
    Q_EMIT finished(outcome);
}

} // namespace ringward
