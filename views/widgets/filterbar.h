#pragma once
#include "models/fleet/filter.h"

#include <QStringList>
#include <QWidget>

class QLabel;

namespace ringward {

class FilterEdit;
class SuggestionList;

/// The filter line of a page: ground and word for valid, unfinished or wrong, coloured tokens, completion (Ctrl+Space,
/// Down, Tab), history. 32 px high, full width.
class FilterBar : public QWidget {
    Q_OBJECT
public:
    explicit FilterBar(QWidget *parent = nullptr);
    ~FilterBar() override;

    QString line() const;
    void setLine(const QString &line); ///< as if typed; emits when it changed
    const Filter &filter() const { return m_filter; } ///< the last line parsed, valid or not

    /// Names that completion offers; those of the newest snapshot.
    void setNames(std::shared_ptr<const FleetDictionaries> names) { m_names = std::move(names); }
    void setPlaceholder(const QString &text);
    /// How long the last match took; shown behind "valid" until the line changes.
    void setMatchTime(qint64 ms);

    QStringList history() const { return m_history; } ///< newest first, at most 30
    void setHistory(const QStringList &lines) { m_history = lines; }
    void showHistory();
    void focusLine(); ///< Ctrl+F, Ctrl+L: takes the focus and selects all
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void filterChanged(const ringward::Filter &filter); ///< on every edit that is valid
    void accepted(const ringward::Filter &filter); ///< Enter on a valid line; it is in the history then

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void parse(const QString &line);
    void accept(bool byTab);
    void suggest(bool evenForEmptyWord);
    void take(int row);
    void showState();
    void adapt();
    struct StateLook;
    StateLook stateLook() const;

    FilterEdit *m_edit;
    QLabel *m_state;
    SuggestionList *m_list;
    Filter m_filter;
    std::shared_ptr<const FleetDictionaries> m_names = std::make_shared<const FleetDictionaries>();
    std::vector<FilterCompletion> m_completions;
    QStringList m_history;
    qint64 m_matchMs = -1;
    bool m_showsHistory = false;
};

} // namespace ringward
