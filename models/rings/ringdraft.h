#pragma once
#include "models/rings/ringmove.h"

namespace ringward {

/// Moves that somebody tries out, a step at a time, with undo and redo. Nothing is sent from here. One entry a device
/// and stream: moved twice it goes from where it was to where it went last; moved back it is out of the draft.
class RingDraft {
public:
    struct Step {
        QString text; ///< translated, for "Undo …"
        std::vector<RingMove> moves;
    };

    void take(Step step); ///< forgets what could be redone
    bool undo(); ///< false when there is nothing to undo
    bool redo();
    void clear(); ///< all of it, steps too

    bool isEmpty() const { return m_moves.empty(); }
    const std::vector<RingMove> &moves() const { return m_moves; } ///< net, in the order in which devices joined
    std::vector<RingMove> moves(const Stream &stream) const;
    QString undoText() const; ///< empty when there is nothing
    QString redoText() const;

private:
    void replay();
    std::vector<Step> m_done, m_undone;
    std::vector<RingMove> m_moves;
};

} // namespace ringward
