#include "models/drivers/driverlibrary.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

using namespace ringward;

namespace {

Driver driver(const char *path, const char *version = "")
{
    Driver d;
    d.path = QString::fromLatin1(path);
    d.image = imageName(d.path);
    d.name = d.image.section(u'.', 0, 0);
    d.version = QString::fromLatin1(version);
    return d;
}

} // namespace

TEST(DriverLibrary, SeveralSourcesFillInOneImage)
{
    DriverLibrary library;
    Driver withPath = driver("C:\\Windows\\System32\\drivers\\foo.sys");
    Driver withSigner = driver("foo.sys");
    withSigner.signer = QStringLiteral("Microsoft Windows");
    withSigner.start = StartType::Manual;
    Driver earlier = driver("foo.sys");
    earlier.start = StartType::Boot;
    const QString key = library.add(withPath);
    EXPECT_EQ(library.add(withSigner), key);
    EXPECT_EQ(library.add(earlier), key);
    ASSERT_EQ(library.images().size(), 1U);
    const DriverImage &image = library.images()[0];
    EXPECT_EQ(image.path, PathClass::SystemDrivers) << "the fuller description was told first and stays";
    EXPECT_EQ(image.signature, SignatureLevel::Inbox);
    EXPECT_TRUE(image.inbox);
    EXPECT_EQ(image.told.start, StartType::Boot) << "the earliest start of its services counts";
}

TEST(DriverLibrary, AChannelFileIsContentAndNoDriver)
{
    DriverLibrary library;
    EXPECT_TRUE(
        library.add(driver("C:\\Windows\\System32\\drivers\\CrowdStrike\\C-00000291-00000000-00000032.sys")).isEmpty());
    EXPECT_TRUE(library.images().empty());
    EXPECT_TRUE(isContentFile(u"C-00000291-xyz.sys"));
    EXPECT_FALSE(isContentFile(u"csagent.sys"));
}

TEST(DriverLibrary, VersionsAreDistinctImages)
{
    DriverLibrary library;
    library.add(driver("x\\a.sys", "1.0"));
    library.add(driver("x\\a.sys", "1.1"));
    library.add(driver("y\\a.sys", "1.1 (WinBuild)"));
    EXPECT_EQ(library.images().size(), 2U);
    EXPECT_NE(library.find(QStringLiteral("a.sys 1.1")), nullptr);
    EXPECT_EQ(library.find(QStringLiteral("a.sys")), nullptr);
}
