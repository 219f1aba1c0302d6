// Every PowerShell script that a machine may be sent, parsed by the grammar that install.sh has fetched.
#include "connectors/meshcentral/driverinventory.h"
#include "connectors/meshcentral/scripttrailer.h"
#include "models/incident/runbooklibrary.h"
#include "models/incident/runbookparser.h"
#include "tests/support/places.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

using namespace ringward;

namespace {

/// A value of each type, with what a script could trip over.
QString valueOf(ParameterType type)
{
    switch (type) {
    case ParameterType::Folder:
        return QStringLiteral("C:\\Program Files\\It's here");
    case ParameterType::FilePattern:
        return QStringLiteral("C-00000291*.sys");
    case ParameterType::Sha256:
        return QString(64, u'a');
    case ParameterType::Service:
        return QStringLiteral("CSAgent");
    case ParameterType::Minutes:
        return QStringLiteral("45");
    }
    return {};
}

struct PowerShellTest : ::testing::Test {
    QTemporaryDir folder;
    QStringList files;

    void add(const QString &name, const QString &script)
    {
        QFile file(folder.filePath(name + QStringLiteral(".ps1")));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(script.toUtf8());
        files << file.fileName();
    }
    /// As the hand gets it, and as it goes over the wire.
    void addSent(const QString &name, const QString &script)
    {
        add(name, script);
        const auto wrapped = wrapScript(Shell::PowerShell, script, "mark");
        ASSERT_TRUE(wrapped) << name.toStdString();
        add(name + QStringLiteral("-sent"), wrapped->text);
    }
    void addAll(const std::vector<RunbookStep> &steps, const QString &runbook)
    {
        for (const RunbookStep &step : steps) {
            if (const QString &script = step.scripts[std::size_t(Shell::PowerShell)]; !script.isEmpty())
                addSent(runbook + u'-' + step.id, script);
        }
    }
    /// What the grammar does not know, a line each; empty when all is well.
    QString parse()
    {
        QProcess node;
        node.setProcessChannelMode(QProcess::MergedChannels);
        node.start(QStringLiteral("node"),
                   QStringList{QStringLiteral("--liftoff-only"), // the optimiser would take ten seconds for the grammar
                               places::source("/tests/peers/powershell/parse.cjs"),
                               places::peers() + QStringLiteral("/powershell-0.26.4")}
                       + files);
        EXPECT_TRUE(node.waitForFinished(60'000)) << node.errorString().toStdString();
        const QString said = QString::fromUtf8(node.readAll());
        EXPECT_EQ(node.exitCode() != 0, !said.isEmpty()) << said.toStdString();
        return said;
    }
};

} // namespace

TEST_F(PowerShellTest, EveryScriptThatAMachineIsSentIsSoundWithValuesInIt)
{
    const RunbookLibrary library = loadRunbooks();
    ASSERT_TRUE(library.refused.empty());
    for (const Runbook &runbook : library.runbooks) {
        ParameterValues values;
        for (const RunbookParameter &parameter : runbook.parameters)
            values.emplace(parameter.name, valueOf(parameter.type));
        const auto text = fillRunbook(runbook, values);
        ASSERT_TRUE(text) << runbook.id.toStdString() << ": " << text.error().advice.toStdString();
        const auto filled = parseRunbook(*text);
        ASSERT_TRUE(filled) << runbook.id.toStdString();
        addAll(filled->steps, runbook.id);
        addAll(filled->wayBack, runbook.id + QStringLiteral("-back"));
    }
    addSent(QStringLiteral("driver-inventory"), driverInventoryScript());
    EXPECT_GE(files.size(), 2 * 15) << "runbooks have lost their scripts";
    EXPECT_EQ(parse(), QString());
}

TEST_F(PowerShellTest, ATypingErrorIsFoundWithItsLine)
{
    add(QStringLiteral("bracket"), QStringLiteral("$flag = $true\nif ($flag { 'safe' }\n"));
    add(QStringLiteral("quote"), QStringLiteral("'RW-STATE mode=\n"));
    add(QStringLiteral("sound"), QStringLiteral("if ($true) { 'safe' } else { 'normal' }\n"));
    const QString said = parse();
    EXPECT_TRUE(said.contains(QStringLiteral("bracket.ps1:2:"))) << said.toStdString();
    EXPECT_TRUE(said.contains(QStringLiteral("quote.ps1:1:"))) << said.toStdString();
    EXPECT_FALSE(said.contains(QStringLiteral("sound.ps1"))) << said.toStdString();
}
