#include "models/drivers/driverfields.h"

#include <QCoreApplication>

namespace ringward {

namespace {

constexpr std::array kClassWords{
    FilterWord{"unknown", 1, QT_TRANSLATE_NOOP("ringward::Filter", "nobody tells")},
    FilterWord{"windows", 2, QT_TRANSLATE_NOOP("ringward::Filter", "part of Windows")},
    FilterWord{"security-agent", 4, QT_TRANSLATE_NOOP("ringward::Filter", "watches for attacks")},
    FilterWord{"backup", 8, QT_TRANSLATE_NOOP("ringward::Filter", "copies and restores")},
    FilterWord{"encryption", 16, QT_TRANSLATE_NOOP("ringward::Filter", "encrypts")},
    FilterWord{"virtualisation", 32, QT_TRANSLATE_NOOP("ringward::Filter", "virtual machines and desktops")},
    FilterWord{"remote-control", 64, QT_TRANSLATE_NOOP("ringward::Filter", "remote control")},
    FilterWord{"anti-cheat", 128, QT_TRANSLATE_NOOP("ringward::Filter", "of a game")},
    FilterWord{"device", 256, QT_TRANSLATE_NOOP("ringward::Filter", "of a piece of hardware")},
    FilterWord{"print", 512, QT_TRANSLATE_NOOP("ringward::Filter", "of a printer")},
};
constexpr std::array kReviewWords{
    FilterWord{"unreviewed", 1, QT_TRANSLATE_NOOP("ringward::Filter", "nobody decided")},
    FilterWord{"keep", 2, QT_TRANSLATE_NOOP("ringward::Filter", "may stay")},
    FilterWord{"replace", 4, QT_TRANSLATE_NOOP("ringward::Filter", "something else is to do its work")},
    FilterWord{"remove", 8, QT_TRANSLATE_NOOP("ringward::Filter", "is to go")},
};
// Positions are StartType + 1.
constexpr std::array kStartWords{
    FilterWord{"not-told", 1, QT_TRANSLATE_NOOP("ringward::Filter", "no source tells")},
    FilterWord{"boot", 2, QT_TRANSLATE_NOOP("ringward::Filter", "with the boot loader")},
    FilterWord{"system", 4, QT_TRANSLATE_NOOP("ringward::Filter", "with the kernel")},
    FilterWord{"auto", 8, QT_TRANSLATE_NOOP("ringward::Filter", "with the services")},
    FilterWord{"manual", 16, QT_TRANSLATE_NOOP("ringward::Filter", "on demand")},
    FilterWord{"disabled", 32, QT_TRANSLATE_NOOP("ringward::Filter", "never")},
};
// Positions are SignatureLevel.
constexpr std::array kSignatureWords{
    FilterWord{"not-told", 1, QT_TRANSLATE_NOOP("ringward::Filter", "no source tells")},
    FilterWord{"unsigned", 2, QT_TRANSLATE_NOOP("ringward::Filter", "without a signature")},
    FilterWord{"test", 4, QT_TRANSLATE_NOOP("ringward::Filter", "with a test certificate")},
    FilterWord{"vendor", 8, QT_TRANSLATE_NOOP("ringward::Filter", "by its vendor alone")},
    FilterWord{"hardware", 16, QT_TRANSLATE_NOOP("ringward::Filter", "by Microsoft for hardware")},
    FilterWord{"attested", 32, QT_TRANSLATE_NOOP("ringward::Filter", "by Microsoft for hardware, untested")},
    FilterWord{"tested", 64, QT_TRANSLATE_NOOP("ringward::Filter", "by Microsoft for hardware, tested")},
    FilterWord{"early-launch", 128, QT_TRANSLATE_NOOP("ringward::Filter", "by Microsoft for early launch")},
    FilterWord{"inbox", 256, QT_TRANSLATE_NOOP("ringward::Filter", "by Microsoft as part of Windows")},
};
// Positions are SafeMode.
constexpr std::array kSafeModeWords{
    FilterWord{"not-told", 1, QT_TRANSLATE_NOOP("ringward::Filter", "no source tells")},
    FilterWord{"never", 2, QT_TRANSLATE_NOOP("ringward::Filter", "not loaded there")},
    FilterWord{"minimal", 4, QT_TRANSLATE_NOOP("ringward::Filter", "without networking only")},
    FilterWord{"network", 8, QT_TRANSLATE_NOOP("ringward::Filter", "with networking only")},
    FilterWord{"both", 16, QT_TRANSLATE_NOOP("ringward::Filter", "with and without networking")},
};
// Positions are KernelVendor::Content.
constexpr std::array kContentWords{
    FilterWord{"not-known", 1, QT_TRANSLATE_NOOP("ringward::Filter", "nobody tells")},
    FilterWord{"never", 2, QT_TRANSLATE_NOOP("ringward::Filter", "changes with its version only")},
    FilterWord{"sometimes", 4, QT_TRANSLATE_NOOP("ringward::Filter", "reads rules")},
    FilterWord{"always", 8, QT_TRANSLATE_NOOP("ringward::Filter", "reads content that changes all the time")},
};
constexpr std::array kModeWords{
    FilterWord{"not-told", 1, QT_TRANSLATE_NOOP("ringward::Filter", "no source tells")},
    FilterWord{"kernel", 2, QT_TRANSLATE_NOOP("ringward::Filter", "in the kernel")},
    FilterWord{"user", 4, QT_TRANSLATE_NOOP("ringward::Filter", "in user mode")},
};
constexpr std::array kYesNo{
    FilterWord{"yes", 2, QT_TRANSLATE_NOOP("ringward::Filter", "only those")},
    FilterWord{"no", 1, QT_TRANSLATE_NOOP("ringward::Filter", "all others")},
};

using D = AssessedDriver;

struct DriverField {
    FilterField field;
    DriverReader read;
};
constexpr std::array kFields{
    DriverField{
        {.name = "name",
         .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "file name of the driver"),
         .follows = QT_TRANSLATE_NOOP("ringward::Filter", "the file name of a driver follows, such as csagent.sys"),
         .kind = FilterKind::Text,
         .searched = true},
        {.texts = [](const D &d) -> QStringList {
            return {d.name(), d.judged->image.told.name};
        }}},
    DriverField{{.name = "version",
                 .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "version of the driver"),
                 .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a version follows, such as 7.28"),
                 .kind = FilterKind::Version,
                 .ordered = true},
                {.texts = [](const D &d) -> QStringList {
                    return {d.version()};
                }}},
    DriverField{{.name = "publisher",
                 .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "who made it"),
                 .follows = QT_TRANSLATE_NOOP("ringward::Filter", "the name of a company follows"),
                 .kind = FilterKind::Text,
                 .searched = true},
                {.texts = [](const D &d) -> QStringList {
                    return {d.judged->publisher()};
                }}},
    DriverField{{.name = "signer",
                 .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "who signed it"),
                 .follows = QT_TRANSLATE_NOOP("ringward::Filter", "the name of a signer follows"),
                 .kind = FilterKind::Text},
                {.texts = [](const D &d) -> QStringList {
                    return {d.judged->image.told.signer};
                }}},
    DriverField{{.name = "description",
                 .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "what it is called in Windows"),
                 .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a part of its display name follows"),
                 .kind = FilterKind::Text,
                 .searched = true},
                {.texts = [](const D &d) -> QStringList {
                    return {d.judged->image.told.displayName};
                }}},
    DriverField{{.name = "path",
                 .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "where it lies"),
                 .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a part of a path follows"),
                 .kind = FilterKind::Text},
                {.texts = [](const D &d) -> QStringList {
                    return {d.judged->image.told.path};
                }}},
    DriverField{{.name = "group",
                 .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "load order group"),
                 .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a load order group follows"),
                 .kind = FilterKind::Text},
                {.texts = [](const D &d) -> QStringList {
                    return {d.judged->altitude ? d.judged->altitude->loadOrderGroup : QString(),
                            d.judged->image.told.loadOrderGroup};
                }}},
    DriverField{{.name = "hash",
                 .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "a hash of its file"),
                 .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a hash follows, or the beginning of one"),
                 .kind = FilterKind::Text},
                {.texts = [](const D &d) -> QStringList {
                    return {d.judged->image.told.sha256, d.judged->image.told.sha1, d.judged->image.told.md5};
                }}},
    DriverField{{.name = "class",
                 .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "what it is for"),
                 .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a class follows, such as security-agent"),
                 .kind = FilterKind::Word,
                 .words = kClassWords},
                {.number = [](const D &d) -> qint64 {
                    return qint64(d.judged->driverClass);
                }}},
    DriverField{{.name = "score",
                 .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "kernel exposure, 0 to 100"),
                 .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a number follows"),
                 .kind = FilterKind::Number,
                 .ordered = true},
                {.number = [](const D &d) -> qint64 {
                    return qRound64(d.exposure.total);
                }}},
    DriverField{{.name = "devices",
                 .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "devices that have it"),
                 .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a number follows"),
                 .kind = FilterKind::Number,
                 .ordered = true},
                {.number = [](const D &d) -> qint64 {
                    return d.count.devices;
                }}},
    DriverField{{.name = "t0",
                 .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "life-critical devices that have it"),
                 .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a number follows"),
                 .kind = FilterKind::Number,
                 .ordered = true},
                {.number = [](const D &d) -> qint64 {
                    return d.count.byTier[std::size_t(Tier::T0)];
                }}},
    DriverField{{.name = "wards",
                 .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "wards that have it"),
                 .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a number follows"),
                 .kind = FilterKind::Number,
                 .ordered = true},
                {.number = [](const D &d) -> qint64 {
                    return d.wards;
                }}},
    DriverField{
        {.name = "share",
         .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "per cent of the devices whose drivers are known"),
         .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a number of per cent follows"),
         .kind = FilterKind::Number,
         .ordered = true},
        {.number = [](const D &d) -> qint64 {
            return qRound64(100 * d.share);
        }}},
    DriverField{{.name = "hits",
                 .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "catalogue entries that speak of it"),
                 .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a number follows"),
                 .kind = FilterKind::Number,
                 .ordered = true},
                {.number = [](const D &d) -> qint64 {
                    return qint64(d.judged->hits.size());
                }}},
    DriverField{
        {.name = "alarm",
         .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "a catalogue calls it vulnerable, by more than its name"),
         .follows = QT_TRANSLATE_NOOP("ringward::Filter", "yes or no follows"),
         .kind = FilterKind::Word,
         .words = kYesNo},
        {.number = [](const D &d) -> qint64 {
            return d.judged->alarm();
        }}},
    DriverField{
        {.name = "review",
         .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "state of its review"),
         .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a state follows: unreviewed, keep, replace or remove"),
         .kind = FilterKind::Word,
         .words = kReviewWords},
        {.number = [](const D &d) -> qint64 {
            return qint64(d.review.state);
        }}},
    DriverField{{.name = "overdue",
                 .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "its review or its waiver is past its date"),
                 .follows = QT_TRANSLATE_NOOP("ringward::Filter", "yes or no follows"),
                 .kind = FilterKind::Word,
                 .words = kYesNo},
                {.number = [](const D &d) -> qint64 {
                    return d.review.overdue || d.review.waiverExpired;
                }}},
    DriverField{{.name = "start",
                 .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "when it starts"),
                 .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a start type follows, such as boot"),
                 .kind = FilterKind::Word,
                 .words = kStartWords,
                 .ordered = true},
                {.number = [](const D &d) -> qint64 {
                    return qint64(d.judged->image.told.start) + 1;
                }}},
    DriverField{{.name = "signature",
                 .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "how far Microsoft vouches for it"),
                 .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a signature level follows, such as vendor"),
                 .kind = FilterKind::Word,
                 .words = kSignatureWords},
                {.number = [](const D &d) -> qint64 {
                    return qint64(d.judged->image.signature);
                }}},
    DriverField{{.name = "safemode",
                 .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "in which Safe Modes Windows loads it"),
                 .follows = QT_TRANSLATE_NOOP("ringward::Filter", "never, minimal, network, both or not-told follows"),
                 .kind = FilterKind::Word,
                 .words = kSafeModeWords},
                {.number = [](const D &d) -> qint64 {
                    return qint64(d.judged->image.told.safeMode);
                }}},
    DriverField{{.name = "content",
                 .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "whether it reads content at run time"),
                 .follows = QT_TRANSLATE_NOOP("ringward::Filter", "never, sometimes, always or not-known follows"),
                 .kind = FilterKind::Word,
                 .words = kContentWords},
                {.number = [](const D &d) -> qint64 {
                    return qint64(d.judged->vendor ? d.judged->vendor->content : KernelVendor::Content::NotKnown);
                }}},
    DriverField{{.name = "mode",
                 .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "where its code runs"),
                 .follows = QT_TRANSLATE_NOOP("ringward::Filter", "kernel, user or not-told follows"),
                 .kind = FilterKind::Word,
                 .words = kModeWords},
                {.number = [](const D &d) -> qint64 {
                    return d.judged->image.told.kind == ImageKind::NotTold ? 0
                        : d.judged->image.told.kind == ImageKind::UserMode ? 2
                                                                           : 1;
                }}},
    DriverField{{.name = "inbox",
                 .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "part of Windows"),
                 .follows = QT_TRANSLATE_NOOP("ringward::Filter", "yes or no follows"),
                 .kind = FilterKind::Word,
                 .words = kYesNo},
                {.number = [](const D &d) -> qint64 {
                    return d.judged->image.inbox;
                }}},
};

constexpr auto kPlain = [] {
    std::array<FilterField, kFields.size()> plain{};
    for (std::size_t i = 0; i < kFields.size(); ++i)
        plain[i] = kFields[i].field;
    return plain;
}();

} // namespace

std::span<const FilterField> driverFields()
{
    return kPlain;
}

const DriverReader &driverReader(const FilterField &field)
{
    return kFields[std::size_t(&field - kPlain.data())].read;
}

} // namespace ringward
