#pragma once
#include "models/base/clock.h"
#include "models/sources/importmapping.h"
#include "models/sources/importreport.h"
#include "models/sources/synchroniser.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace ringward {

class ActionRegistry;
class Banner;
class EmptyState;
class MappingPage;
class SourceEditor;
class SourceTable;
class SourceView;
class StyledTable;

/// The page of all sources: list on the left, the one selected on the right. Its verbs are registered under "sources.".
class SourcesPage : public QWidget {
    Q_OBJECT
public:
    struct Parts {
        Synchroniser &synchroniser;
        SecretStore &secrets;
        const Clock &clock;
        ActionRegistry &actions;
        /// Reports of the files that a source reads; nullopt when it reads none. May be empty.
        std::function<std::optional<std::vector<ImportReport>>(SourceId)> reports;
    };
    explicit SourcesPage(Parts parts, QWidget *parent = nullptr);
    ~SourcesPage() override;

    void selectSource(SourceId source);
    void addSource(const QString &kind = {}); ///< opens the form, with that kind chosen
    /// Shows the columns of a list; mappingConfirmed() or mappingCancelled() follows.
    void askMapping(const QString &file, const MappingProposal &proposal);

Q_SIGNALS:
    void mappingConfirmed(const QString &file, const ringward::ImportMapping &mapping);
    void mappingCancelled(const QString &file);
    void importWanted(); ///< somebody wants to pick files

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    QWidget *listSide();
    void addVerbs();
    void takeSources();
    void showSelected();
    void remove(SourceId source);
    void undoRemove();
    void removeNow();
    void diagnose(SourceId source);
    void stopDiagnosis();
    void tell(const QString &what, const Result<SourceId> &outcome);

    Parts m_parts;
    SourceTable *m_model;
    StyledTable *m_table;
    QLabel *m_sum;
    Banner *m_banner;
    QWidget *m_undoLine;
    QLabel *m_undoText;
    QStackedWidget *m_stack; ///< right side
    EmptyState *m_empty;
    SourceView *m_view;
    SourceEditor *m_editor;
    MappingPage *m_mapping;
    QWidget *m_viewScroll, *m_editorScroll;
    QBoxLayout *m_split;
    std::stop_source m_diagnosis;
    SourceId m_shown, m_removing, m_diagnosed;
    QTimer m_tick, m_removeTimer;
};

} // namespace ringward
