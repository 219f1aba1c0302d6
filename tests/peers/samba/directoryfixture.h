#pragma once
#include "connectors/activedirectory/directorysource.h"
#include "models/sources/keyholder.h"
#include "tests/peers/samba/sambaclient.h"
#include "tests/peers/samba/sambadc.h"
#include "tests/support/settle.h"

#include <gtest/gtest.h>

#include <map>

namespace ringward::testing {

/// Tests that share one domain controller, which is running when a test begins.
class DirectoryTest : public ::testing::Test {
protected:
    static void SetUpTestSuite()
    {
        if (!controller && SambaDc::skipReason().isEmpty())
            controller = std::make_unique<SambaDc>();
    }
    void SetUp() override
    {
        if (!controller)
            GTEST_SKIP() << qPrintable(SambaDc::skipReason());
    }

    static std::unique_ptr<Source> make(const SourceConfig &config, SecretStore &secrets)
    {
        auto made = DirectorySource::kind().make(config, secrets);
        EXPECT_TRUE(made) << qPrintable(userMessage(made ? Error{} : made.error()));
        return made ? std::move(*made) : nullptr;
    }
    std::unique_ptr<Source> source(const QString &user) { return make(controller->config(user), secrets); }
    std::unique_ptr<Source> adminSource() { return make(controller->config(SambaDc::kAdmin), adminSecrets); }

    /// Every page of a reading by key; `pages` counts them.
    static Result<std::map<QString, SourceRecord>> readAll(Source &source, bool changes = false, int *pages = nullptr)
    {
        std::map<QString, SourceRecord> records;
        QByteArray after;
        do {
            Result<RecordPage> page =
                settle(changes ? source.fetchChanges(0, after, {}) : source.fetchDevices(after, {}), 60'000);
            if (!page)
                return page.error();
            for (SourceRecord &record : page->records)
                records[record.key] = std::move(record);
            after = page->next;
            if (pages)
                ++*pages;
        } while (!after.isEmpty());
        return records;
    }
    static const SourceRecord *named(const std::map<QString, SourceRecord> &records, const QString &host)
    {
        for (const auto &[key, record] : records) {
            if (record[Field::HostName].compare(host, Qt::CaseInsensitive) == 0)
                return &record;
        }
        return nullptr;
    }
    static QString ringOf(const SourceRecord &record, StreamKind kind)
    {
        for (const StreamReport &report : record.streams) {
            if (report.stream.kind == kind)
                return report.ring.name;
        }
        return {};
    }

    static inline std::unique_ptr<SambaDc> controller;
    /// Ends it while there still is an application.
    struct Ending : ::testing::Environment {
        void TearDown() override { controller.reset(); }
    };
    static inline ::testing::Environment *const ending = ::testing::AddGlobalTestEnvironment(new Ending);
    MemorySecrets secrets{SambaDc::kPassword.toUtf8()}, adminSecrets{SambaDc::kAdminPassword.toUtf8()};
};

} // namespace ringward::testing
