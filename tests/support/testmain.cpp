#include <gtest/gtest.h>

#ifdef RINGWARD_TEST_GUI
#include <QApplication>
using Application = QApplication;
#else
#include <QCoreApplication>
using Application = QCoreApplication;
#endif
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

/// Every test program has an application object, and settings of its own: neither the user's nor those of a test that
/// runs at the same time.
int main(int argc, char **argv)
{
    ::testing::InitGoogleTest(&argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    qputenv("LC_ALL", "C.UTF-8"); // whatever the language of the machine
    // No machine needs a display for them.
    for (const auto &[name, value] :
         {std::pair{"QT_QPA_PLATFORM", "offscreen"}, std::pair{"QT_LOGGING_RULES", "*.debug=false"}}) {
        if (qEnvironmentVariableIsEmpty(name))
            qputenv(name, value);
    }
    Application application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("ringward-test"));
    QCoreApplication::setApplicationName(QStringLiteral("ringward-test"));
    return RUN_ALL_TESTS();
}
