#include "views/sources/sourceeditor.h"

#include "views/sources/settingsform.h"
#include "views/widgets/banner.h"
#include "views/widgets/labels.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace ringward {

namespace {

constexpr int kShortestSec = 5, kLongestSec = 7 * 24 * 3600;

/// Writes one after the other; the first failure ends it.
Async<Done> writeAll(SecretStore &store, SourceId source, std::vector<std::pair<QString, Secret>> secrets,
                     std::stop_token stop)
{
    for (auto &[setting, secret] : secrets) {
        const Result<Done> written = co_await store.write(secretKey(source, setting), std::move(secret), stop);
        if (!written)
            co_return written.error();
    }
    co_return Done{};
}

} // namespace

SourceEditor::SourceEditor(Synchroniser &synchroniser, SecretStore &secrets, QWidget *parent)
    : QWidget(parent)
    , m_synchroniser(synchroniser)
    , m_secrets(secrets)
    , m_title(wrappedLabel(LabelKind::Title))
    , m_description(wrappedLabel(LabelKind::Caption))
    , m_kindLabel(new QLabel(tr("Kind")))
    , m_nameProblem(wrappedLabel(LabelKind::Bad))
    , m_outcome(wrappedLabel(LabelKind::Cell))
    , m_everyProblem(wrappedLabel(LabelKind::Bad))
    , m_kind(new QComboBox)
    , m_name(new QLineEdit)
    , m_every(new QLineEdit)
    , m_form(new SettingsForm)
    , m_banner(new Banner)
    , m_test(new QPushButton(tr("Test")))
    , m_save(new QPushButton(tr("Save")))
{
    for (const SourceKind &kind : m_synchroniser.kinds())
        m_kind->addItem(kind.label, kind.kind);
    m_kind->setAccessibleName(tr("Kind"));
    m_name->setAccessibleName(tr("Name"));
    m_name->setObjectName(QStringLiteral("name"));
    m_name->setMaxLength(80);
    m_every->setAccessibleName(tr("Ask every, in seconds"));
    m_every->setMaximumWidth(themeOf(this).px(90));
    m_outcome->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setKind(m_save, ButtonKind::Primary);
    m_test->setObjectName(QStringLiteral("test"));
    m_save->setObjectName(QStringLiteral("save"));
    auto *const cancel = new QPushButton(tr("Cancel"));

    auto *const grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(3);
    grid->setColumnMinimumWidth(0, themeOf(this).px(SettingsForm::kLabelWidth));
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_kindLabel, 0, 0, Qt::AlignTop);
    grid->addWidget(m_kind, 0, 1);
    grid->addWidget(m_description, 1, 1);
    grid->setRowMinimumHeight(2, themeOf(this).px(6));
    grid->addWidget(new QLabel(tr("Name")), 3, 0, Qt::AlignTop);
    grid->addWidget(m_name, 3, 1);
    grid->addWidget(m_nameProblem, 4, 1);
    auto *const every = new QHBoxLayout;
    every->setSpacing(8);
    every->addWidget(m_every);
    every->addWidget(wrappedLabel(LabelKind::Caption, tr("seconds between two questions")), 1);
    auto *const last = new QGridLayout;
    last->setHorizontalSpacing(12);
    last->setColumnMinimumWidth(0, themeOf(this).px(SettingsForm::kLabelWidth));
    last->setColumnStretch(1, 1);
    last->addWidget(new QLabel(tr("Ask every")), 0, 0);
    last->addLayout(every, 0, 1);
    last->addWidget(m_everyProblem, 1, 1);
    auto *const buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton *button : {m_save, m_test, cancel})
        buttons->addWidget(button);
    buttons->addStretch(1);

    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(10);
    column->addWidget(m_title);
    column->addWidget(m_banner);
    column->addLayout(grid);
    column->addWidget(m_form);
    column->addLayout(last);
    column->addWidget(m_outcome);
    column->addLayout(buttons);
    column->addStretch(1);

    connect(m_kind, &QComboBox::currentIndexChanged, this, &SourceEditor::showKind);
    connect(m_form, &SettingsForm::edited, this, [this] { m_isChanged = true; });
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_isChanged = true; });
    connect(m_every, &QLineEdit::textEdited, this, [this] { m_isChanged = true; });
    connect(m_test, &QPushButton::clicked, this, &SourceEditor::test);
    connect(m_save, &QPushButton::clicked, this, &SourceEditor::save);
    connect(cancel, &QPushButton::clicked, this, [this] {
        m_stop.request_stop();
        Q_EMIT cancelled();
    });
    connect(m_banner, &Banner::retryWanted, this, &SourceEditor::save);
}

/// The parts are grids of their own with one column of labels.
void SourceEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::StyleChange)
        return;
    for (QGridLayout *grid : findChildren<QGridLayout *>())
        grid->setColumnMinimumWidth(0, themeOf(this).px(SettingsForm::kLabelWidth));
}

SourceEditor::~SourceEditor()
{
    m_stop.request_stop();
}

const SourceKind *SourceEditor::kindShown() const
{
    const QString wanted = m_config.id ? m_config.kind : m_kind->currentData().toString();
    const auto &kinds = m_synchroniser.kinds();
    const auto at =
        std::find_if(kinds.begin(), kinds.end(), [&](const SourceKind &each) { return each.kind == wanted; });
    return at == kinds.end() ? nullptr : &*at;
}

void SourceEditor::startNew(const QString &kind)
{
    m_config = {};
    const QSignalBlocker quiet(m_kind);
    m_kind->setCurrentIndex(std::max(0, m_kind->findData(kind)));
    m_title->setText(tr("Add a source"));
    m_name->clear();
    showKind();
    m_isChanged = false;
    m_name->setFocus(Qt::OtherFocusReason);
}

void SourceEditor::startChange(const SourceConfig &config)
{
    m_config = config;
    m_title->setText(tr("Change “%1”").arg(config.name));
    m_name->setText(config.name);
    showConfig();
    m_isChanged = false;
}

void SourceEditor::showKind()
{
    if (const SourceKind *const kind = kindShown()) {
        m_config.kind = kind->kind;
        m_config.checkInSec = kind->checkInSec;
        m_config.syncEverySec = kind->syncEverySec;
        m_config.settings = {};
    }
    showConfig();
}

void SourceEditor::showConfig()
{
    m_stop.request_stop();
    m_stop = {};
    const SourceKind *const kind = kindShown();
    m_kind->setVisible(!m_config.id);
    m_kindLabel->setVisible(!m_config.id);
    m_description->setText(kind ? kind->description : tr("This kind of source is not part of this program any more."));
    m_form->setSpecs(kind ? kind->settings : std::vector<SettingSpec>(), m_config.settings, !m_config.id);
    m_every->setText(QString::number(m_config.syncEverySec));
    for (QLabel *note : {m_nameProblem, m_everyProblem, m_outcome})
        note->hide();
    m_banner->hide();
    showTestRunning(false);
}

SourceConfig SourceEditor::configShown() const
{
    SourceConfig config = m_config;
    config.name = m_name->text().simplified();
    config.settings = m_form->values();
    config.syncEverySec = m_every->text().toInt();
    return config;
}

bool SourceEditor::validate()
{
    const QString name = m_name->text().simplified();
    const auto sources = m_synchroniser.sources();
    const bool taken = std::any_of(sources.begin(), sources.end(), [&](const SourceStatus &each) {
        return each.config.id != m_config.id && each.config.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    m_nameProblem->setText(name.isEmpty() ? tr("Give it a name that people will recognise.")
                               : taken    ? tr("Another source has that name.")
                                          : QString());
    m_nameProblem->setVisible(!m_nameProblem->text().isEmpty());
    bool isNumber = false;
    const int every = m_every->text().toInt(&isNumber);
    const bool everyFits = isNumber && every >= kShortestSec && every <= kLongestSec;
    m_everyProblem->setText(tr("Type a number of seconds from %1 to %2.").arg(kShortestSec).arg(kLongestSec));
    m_everyProblem->setVisible(!everyFits);
    const bool formFits = m_form->validate();
    if (!m_nameProblem->text().isEmpty())
        m_name->setFocus(Qt::OtherFocusReason);
    return m_nameProblem->text().isEmpty() && everyFits && formFits;
}

void SourceEditor::showTestRunning(bool runs)
{
    m_isTesting = runs;
    m_test->setText(runs ? tr("Stop the test") : tr("Test"));
}

void SourceEditor::test()
{
    if (m_isTesting) {
        m_stop.request_stop();
        return;
    }
    if (!validate())
        return;
    m_stop = {};
    showTestRunning(true);
    setKind(m_outcome, LabelKind::Cell);
    m_outcome->setText(tr("Testing…"));
    m_outcome->show();
    QCoro::connect(
        m_synchroniser.testSource(configShown(), m_stop.get_token()), this, [this](const Result<QString> &answer) {
            showTestRunning(false);
            setKind(m_outcome, answer ? LabelKind::Cell : LabelKind::Bad);
            m_outcome->setText(answer ? *answer
                                   : answer.error().detail.isEmpty()
                                   ? userMessage(answer.error())
                                   : QStringLiteral("%1\n%2").arg(userMessage(answer.error()), answer.error().detail));
            m_outcome->show();
        });
}

void SourceEditor::save()
{
    if (!validate())
        return;
    m_banner->hide();
    SourceConfig config = configShown();
    const bool hasSecrets = m_form->hasTypedSecrets();
    const bool enabled = config.enabled;
    // A source is not asked before its secrets are where it will look for them.
    config.enabled = enabled && !hasSecrets;
    const Result<SourceId> kept = m_synchroniser.saveSource(config);
    if (!kept) {
        m_banner->setRetryVisible(false);
        m_banner->showError(tr("The source could not be saved"), kept.error(), tr("Nothing was changed."));
        return;
    }
    config.id = *kept;
    config.enabled = enabled;
    m_config = config;
    if (hasSecrets) {
        keepSecrets(config, m_form->takeSecrets());
        return;
    }
    m_isChanged = false;
    Q_EMIT saved(config.id);
}

void SourceEditor::keepSecrets(SourceConfig config, std::vector<std::pair<QString, Secret>> secrets)
{
    m_stop = {};
    m_save->setEnabled(false);
    QCoro::connect(writeAll(m_secrets, config.id, std::move(secrets), m_stop.get_token()), this,
                   [this, config](const Result<Done> &written) {
                       m_save->setEnabled(true);
                       if (!written) {
                           tellKeychain(written.error());
                           return;
                       }
                       if (const auto kept = m_synchroniser.saveSource(config); !kept) {
                           m_banner->showError(tr("The source could not be saved"), kept.error());
                           return;
                       }
                       m_isChanged = false;
                       Q_EMIT saved(config.id);
                   });
}

void SourceEditor::tellKeychain(const Error &error)
{
    m_banner->setRetryVisible(false);
    m_banner->showMessage(Banner::Tone::Error, tr("No keychain took the secret."),
                          tr("The source is saved and stays disabled. On Linux start GNOME Keyring or KWallet (any "
                             "Secret Service), unlock it, type the secret again and press Save."),
                          QStringLiteral("%1\n%2").arg(userMessage(error), error.detail));
}

} // namespace ringward
