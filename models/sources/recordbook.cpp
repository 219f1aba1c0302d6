#include "models/sources/recordbook.h"

namespace ringward {

namespace {

constexpr std::array kYesNo{&HealthSigns::online, &HealthSigns::reducedFunctionality, &HealthSigns::agentStopped,
                            &HealthSigns::contentError, &HealthSigns::rebootPending};

quint32 fingerprintOf(quint64 proof)
{
    return (quint32(proof >> 32) & ~7U) | quint32(kindOf(proof));
}

std::size_t homeOf(quint64 proof, std::size_t slots)
{
    return std::size_t((proof ^ proof >> 29) * 0x9e3779b97f4a7c15U >> 20) & (slots - 1);
}

} // namespace

PackedSigns PackedSigns::of(const HealthSigns &signs)
{
    PackedSigns packed;
    for (std::size_t i = 0; i < kYesNo.size(); ++i) {
        if (const std::optional<bool> sign = signs.*kYesNo[i])
            packed.told = quint16(packed.told | (*sign ? 2U : 1U) << (2 * i));
    }
    if (signs.restartsLastHour)
        packed.restarts = quint16(std::clamp(*signs.restartsLastHour, 0, 0xfffe));
    packed.bootSec = signs.bootTimeMs > 0 ? quint32(signs.bootTimeMs / 1000) : 0U;
    return packed;
}

HealthSigns PackedSigns::unpacked() const
{
    HealthSigns signs;
    for (std::size_t i = 0; i < kYesNo.size(); ++i) {
        if (const unsigned sign = told >> (2 * i) & 3U)
            signs.*kYesNo[i] = sign == 2;
    }
    if (restarts != 0xffff)
        signs.restartsLastHour = restarts;
    signs.bootTimeMs = qint64(bootSec) * 1000;
    return signs;
}

RecordBook::RecordBook()
    : m_slots(1024)
{
    m_texts.emplace_back(1, '\0'); // an empty text at place 0
}

RecordBook::~RecordBook() = default;

RecordBook::Slot *RecordBook::slotOf(quint64 proof) const
{
    const auto kind = std::size_t(kindOf(proof));
    for (std::size_t i = homeOf(proof, m_slots.size());; i = (i + 1) & (m_slots.size() - 1)) {
        Slot &slot = m_slots[i];
        if (slot.head == kNoRecord)
            return &slot;
        if (slot.fingerprint == fingerprintOf(proof) && at(slot.head).proof[kind] == proof)
            return &slot;
    }
}

void RecordBook::index(RecordNo no)
{
    BookEntry &entry = at(no);
    for (std::size_t kind = 0; kind < kProofCount; ++kind) {
        const quint64 proof = entry.proof[kind];
        if (proof == 0)
            continue;
        if ((std::size_t(m_used) + 1) * 4 > m_slots.size() * 3)
            grow();
        Slot *slot = slotOf(proof);
        if (slot->head == kNoRecord)
            ++m_used;
        else if (kind + 1 < kProofCount)
            ++m_shared.try_emplace(proof, at(slot->head).dead ? 0U : 1U).first->second;
        if (kind + 1 < kProofCount)
            entry.nextSame[kind] = slot->head;
        *slot = {fingerprintOf(proof), no};
    }
}

void RecordBook::grow()
{
    std::vector<Slot> old(m_slots.size() * 2);
    old.swap(m_slots);
    for (const Slot &slot : old) {
        if (slot.head == kNoRecord)
            continue;
        *slotOf(at(slot.head).proof[slot.fingerprint & 7U]) = slot;
    }
}

RecordNo RecordBook::add(const BookEntry &entry)
{
    if ((m_end & (kBlockSize - 1)) == 0)
        m_blocks.push_back(std::make_unique<BookEntry[]>(kBlockSize));
    const RecordNo no = m_end++;
    at(no) = entry;
    at(no).nextSame.fill(kNoRecord);
    index(no);
    return no;
}

void RecordBook::remove(RecordNo no)
{
    BookEntry &entry = at(no);
    entry.dead = true; // stays in its chains until somebody walks them
    ++m_dead;
    for (std::size_t kind = 0; kind + 1 < kProofCount; ++kind) {
        const auto shared = m_shared.find(entry.proof[kind]);
        if (entry.proof[kind] != 0 && shared != m_shared.end())
            --shared->second;
    }
}

RecordNo RecordBook::findKey(quint64 proof) const
{
    const RecordNo head = slotOf(proof)->head;
    return head == kNoRecord || at(head).dead ? kNoRecord : head;
}

quint32 RecordBook::bearers(quint64 proof) const
{
    const auto shared = m_shared.find(proof);
    return shared == m_shared.end() ? 1 : shared->second;
}

RecordNo RecordBook::firstLiving(Slot *slot, std::size_t kind)
{
    RecordNo no = slot->head;
    while (no != kNoRecord && at(no).dead)
        no = at(no).nextSame[kind];
    return no;
}

quint32 RecordBook::keepText(QStringView text)
{
    if (text.isEmpty())
        return 0;
    QByteArray bytes = text.left(255).toUtf8();
    if (bytes.size() > 255) {
        qsizetype end = 255;
        while (end > 0 && (bytes[end] & 0xC0) == 0x80)
            --end;
        bytes.truncate(end);
    }
    if (m_texts.back().size() + std::size_t(bytes.size()) + 1 > kTextBlock) {
        m_texts.back().shrink_to_fit();
        m_texts.emplace_back().reserve(kTextBlock);
    }
    std::string &block = m_texts.back();
    const quint32 place = quint32(m_texts.size() - 1) << kTextShift | quint32(block.size());
    block.push_back(char(bytes.size()));
    block.append(bytes.constData(), std::size_t(bytes.size()));
    return place;
}

std::string_view RecordBook::text(quint32 place) const
{
    const std::string &block = m_texts[place >> kTextShift];
    const quint32 begin = place & (kTextBlock - 1);
    return {block.data() + begin + 1, std::size_t(std::uint8_t(block[begin]))};
}

quint32 RecordBook::domainNumber(const Identity &identity)
{
    if (identity.domain == 0)
        return 0;
    const auto [it, added] = m_domainNumbers.try_emplace(identity.domain, quint32(m_domains.size()));
    if (added)
        m_domains.emplace_back(identity.domain, identity.domainLabel);
    return it->second;
}

std::vector<RecordNo> RecordBook::compact()
{
    std::vector<RecordNo> moved(m_end, kNoRecord);
    RecordBook fresh;
    for (RecordNo no = 0; no < m_end; ++no) {
        if (at(no).dead)
            continue;
        BookEntry entry = at(no);
        for (quint32 *place : {&entry.hostAt, &entry.keyAt})
            *place = fresh.keepText(QString::fromUtf8(text(*place)));
        moved[no] = fresh.add(entry);
        if ((no & (kBlockSize - 1)) == kBlockSize - 1)
            m_blocks[no >> kBlockShift].reset(); // so that both books together are hardly larger than one
    }
    m_blocks = std::move(fresh.m_blocks);
    m_texts = std::move(fresh.m_texts);
    m_slots = std::move(fresh.m_slots);
    m_shared = std::move(fresh.m_shared);
    m_used = fresh.m_used, m_dead = 0, m_end = fresh.m_end;
    return moved;
}

std::size_t RecordBook::memory() const
{
    return m_blocks.size() * kBlockSize * sizeof(BookEntry) + m_slots.size() * sizeof(Slot)
        + m_texts.size() * kTextBlock + m_shared.size() * 40;
}

} // namespace ringward
