#include "app/tour.h"

#include "app/composition.h"
#include "app/consolewindow.h"
#include "views/widgets/themehub.h"

#include <QApplication>
#include <QDir>
#include <QPixmap>
#include <QTimer>

namespace ringward {

namespace {

constexpr int kPollMs = 100;
constexpr int kMostWaits = 1800; ///< three minutes for the sources' first answers
constexpr qsizetype kMainPages = 3; ///< the first ones of the sidebar: Situation, Devices, Drivers
constexpr int kSettleMs = 1200; ///< for counts, charts and filters that are worked out off the GUI thread

} // namespace

Tour::Tour(Composition &composition, ConsoleWindow &window, ThemeHub &themes, QString folder, QObject *parent)
    : QObject(parent)
    , m_composition(composition)
    , m_window(window)
    , m_themes(themes)
    , m_folder(std::move(folder))
    , m_shots(shots(window.pages()))
{
}

QList<Tour::Shot> Tour::shots(const QStringList &pages)
{
    QList<Shot> list;
    const QSize full(1440, 900);
    for (const QString &theme : {QStringLiteral("light"), QStringLiteral("dark")}) {
        for (const QString &page : pages)
            list.append({page + u'-' + theme, page, theme, full, false});
    }
    for (const QString &page : pages.first(qMin<qsizetype>(kMainPages, pages.size()))) {
        list.append({page + QStringLiteral("-contrast"), page, QStringLiteral("contrast"), full, false});
        list.append({page + QStringLiteral("-1100x700"), page, QStringLiteral("light"), QSize(1100, 700), false});
        list.append({page + QStringLiteral("-200percent"), page, QStringLiteral("light"), full, true});
    }
    return list;
}

void Tour::start()
{
    QDir().mkpath(m_folder);
    m_window.show();
    waitForSources();
}

void Tour::waitForSources()
{
    const std::vector<SourceStatus> sources = m_composition.synchroniser().sources();
    const bool answered = std::all_of(sources.begin(), sources.end(), [](const SourceStatus &status) {
        return status.lastSuccessMs > 0 || status.error || status.state == SourceStatus::State::Disabled;
    });
    if (answered || ++m_waits > kMostWaits)
        QTimer::singleShot(kSettleMs, this, &Tour::next);
    else
        QTimer::singleShot(kPollMs, this, &Tour::waitForSources);
}

void Tour::next()
{
    if (m_at == m_shots.size()) {
        Q_EMIT finished(m_written, m_written.size() == m_shots.size());
        return;
    }
    const Shot &shot = m_shots[m_at];
    m_themes.choose(ThemeHub::choiceFromWord(shot.theme));
    QFont font = QApplication::font();
    const double points = shot.large ? 20 : 10;
    if (!qFuzzyCompare(font.pointSizeF(), points)) {
        font.setPointSizeF(points);
        m_themes.setFont(font);
    }
    m_window.resize(shot.size);
    m_window.prepareForPicture(shot.page);
    QTimer::singleShot(kSettleMs, this, &Tour::take);
}

void Tour::take()
{
    const QString file = QDir(m_folder).filePath(m_shots[m_at].name + QStringLiteral(".png"));
    if (m_window.grab().save(file))
        m_written.append(file);
    ++m_at;
    next();
}

} // namespace ringward
