#include "models/drivers/driverlibrary.h"

#include <QRegularExpression>

#include <array>

namespace ringward {

namespace {

/// Texts that the first source to tell them settles.
constexpr std::array kTexts{
    &Driver::name,     &Driver::displayName, &Driver::path,    &Driver::image,     &Driver::version,
    &Driver::signer,   &Driver::publisher,   &Driver::infName, &Driver::className, &Driver::loadOrderGroup,
    &Driver::altitude, &Driver::hardwareId,  &Driver::md5,     &Driver::sha1,      &Driver::sha256,
    &Driver::impHash,  &Driver::keyUsages,
};

template <typename T>
bool fill(T &known, const T &told, const T &notTold)
{
    if (known != notTold || told == notTold)
        return false;
    known = told;
    return true;
}

/// Whatever starts earliest is what an image must be judged by: several services may share it.
bool earlier(StartType &known, StartType told)
{
    if (told == StartType::NotTold || (known != StartType::NotTold && told >= known))
        return false;
    known = told;
    return true;
}

/// Whether anything was new.
bool merge(Driver &known, const Driver &told)
{
    bool isNew = earlier(known.start, told.start);
    for (QString Driver::*text : kTexts)
        isNew |= fill(known.*text, told.*text, QString());
    isNew |= fill(known.kind, told.kind, ImageKind::NotTold);
    isNew |= fill(known.isSigned, told.isSigned, Told::NotTold);
    isNew |= fill(known.fileMissing, told.fileMissing, Told::NotTold);
    isNew |= fill(known.safeMode, told.safeMode, SafeMode::NotTold);
    isNew |= fill(known.linkDate, told.linkDate, QDateTime());
    isNew |= fill(known.fileDate, told.fileDate, QDate());
    isNew |= fill(known.driverDate, told.driverDate, QDate());
    isNew |= fill(known.fileBytes, told.fileBytes, qint64(-1));
    return isNew;
}

void derive(DriverImage &image)
{
    image.path = pathClass(image.told.path);
    image.signature = signatureLevel(image.told);
    image.inbox = isInbox(image.told);
}

} // namespace

bool isContentFile(QStringView image)
{
    static const QRegularExpression channelFile(QStringLiteral("^c-\\d{8}-.*\\.sys$"),
                                                QRegularExpression::CaseInsensitiveOption);
    return channelFile.match(image).hasMatch();
}

QString DriverLibrary::add(const Driver &driver)
{
    if (isContentFile(driver.image))
        return {};
    const QString key = driverKey(driver);
    if (key.isEmpty())
        return {};
    const quint32 at = position(key);
    DriverImage &image = m_images[at];
    if (merge(image.told, driver)) {
        derive(image);
        ++image.revision;
        m_changed.insert(at);
    }
    return key;
}

void DriverLibrary::restore(DriverImage image)
{
    const quint32 at = position(image.key);
    derive(image);
    m_images[at] = std::move(image);
}

quint32 DriverLibrary::position(const QString &key)
{
    const auto known = m_positions.constFind(key);
    if (known != m_positions.constEnd())
        return *known;
    const auto at = quint32(m_images.size());
    m_positions.insert(key, at);
    m_images.push_back({.key = key});
    return at;
}

std::vector<DriverImage> DriverLibrary::takeChanges()
{
    std::vector<DriverImage> changes;
    for (const quint32 at : std::exchange(m_changed, {}))
        changes.push_back(m_images[at]);
    return changes;
}

const DriverImage *DriverLibrary::find(const QString &key) const
{
    const auto at = m_positions.constFind(key);
    return at == m_positions.constEnd() ? nullptr : &m_images[*at];
}

} // namespace ringward
