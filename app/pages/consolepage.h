#pragma once
#include "app/composition.h"
#include "views/shell/shellwindow.h"
#include "views/widgets/actionregistry.h"

#include <memory>

namespace ringward {

class ImportFlow;

/// What a page is joined to. All of it outlives the page.
struct PageContext {
    Composition &composition;
    ActionRegistry &actions;
    ShellWindow &shell;
    ImportFlow &import;
};

/// One page of the console: its widget, and all that joins it to the composition, the window and other pages.
/// The widget belongs to the window once it has been added there.
class ConsolePage : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual ShellWindow::Page page() const = 0; ///< the same each time
    /// Another page leads here. What `detail` says is the page's own affair: a filter line, a topic, an id.
    virtual void open(const QString &detail) { Q_UNUSED(detail) }
    virtual void togglePane() {} ///< F4, while the page is shown
    virtual void prepareForPicture() {} ///< shows what a picture of the page should: something selected, a filter

Q_SIGNALS:
    void pageWanted(const QString &page, const QString &detail); ///< shows another page and open()s it there
};

using ConsolePagePtr = std::unique_ptr<ConsolePage>;

// One function a page, each in a file of its own.
ConsolePagePtr situationConsolePage(const PageContext &context);
ConsolePagePtr devicesConsolePage(const PageContext &context);
ConsolePagePtr driversConsolePage(const PageContext &context);
ConsolePagePtr ringsConsolePage(const PageContext &context);
ConsolePagePtr changesConsolePage(const PageContext &context);
ConsolePagePtr remediationConsolePage(const PageContext &context);
ConsolePagePtr auditConsolePage(const PageContext &context);
ConsolePagePtr sourcesConsolePage(const PageContext &context);
ConsolePagePtr helpConsolePage(const PageContext &context);

} // namespace ringward
