#pragma once
#include "models/fleet/filter.h"

#include <QStringList>
#include <QWidget>

#include <functional>

class QLabel;

namespace ringward {

class FilterEdit;
class SuggestionList;

/// What a line means to a FilterBar, when it is not about devices.
struct FilterLanguage {
    std::function<FilterDiagnosis(const QString &line)> diagnose;
    std::function<std::vector<FilterCompletion>(const QString &line, int cursor)> complete;
};

/// The filter line of a page: ground and word for valid, unfinished or wrong, coloured tokens, completion (Ctrl+Space,
/// Down, Tab), history. 32 px high, full width.
class FilterBar : public QWidget {
    Q_OBJECT
public:
    explicit FilterBar(QWidget *parent = nullptr);
    ~FilterBar() override;

    /// Lines of another language than that of devices; filterChanged() and accepted() are silent then, names of no use.
    void setLanguage(FilterLanguage language);

    QString line() const;
    void setLine(const QString &line); ///< as if typed; emits when it changed
    const Filter &filter() const { return m_filter; } ///< of devices: the last line parsed, valid or not
    bool isValid() const { return m_diagnosis.state == FilterDiagnosis::State::Valid; }

    /// Names that completion offers; those of the newest snapshot.
    void setNames(std::shared_ptr<const FleetDictionaries> names) { m_names = std::move(names); }
    void setPlaceholder(const QString &text);
    /// How long the last match took; shown behind "valid" until the line changes.
    void setMatchTime(qint64 ms);
    void setMatchWord(const QString &word); ///< in place of "valid", until the line changes: "17 of 412"

    QStringList history() const { return m_history; } ///< newest first, at most 30
    void setHistory(const QStringList &lines) { m_history = lines; }
    void showHistory();
    void focusLine(); ///< Ctrl+F, Ctrl+L: takes the focus and selects all
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void filterChanged(const ringward::Filter &filter); ///< on every edit that is valid
    void accepted(const ringward::Filter &filter); ///< Enter on a valid line; it is in the history then
    void edited(); ///< the line changed, be it valid or not
    void lineChanged(const QString &line); ///< like filterChanged(), in any language
    void lineAccepted(const QString &line); ///< like accepted(), in any language

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
    FilterLanguage m_language;
    Filter m_filter;
    FilterDiagnosis m_diagnosis;
    std::shared_ptr<const FleetDictionaries> m_names = std::make_shared<const FleetDictionaries>();
    std::vector<FilterCompletion> m_completions;
    QStringList m_history;
    QString m_matchWord;
    bool m_showsHistory = false;
};

} // namespace ringward
