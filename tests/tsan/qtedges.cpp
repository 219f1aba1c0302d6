#include <dlfcn.h>

#include <QDeadlineTimer>
#include <QFutureInterface>
#include <QMetaObject>
#include <QReadWriteLock>
#include <QRunnable>
#include <QSemaphore>
#include <QThreadPool>
#include <QWaitCondition>

#include <functional>
#include <memory>

/// Tells the thread sanitizer what Qt's own libraries, which are not built with it, order between threads: without this
/// it takes every hand-over through an event, a thread pool or a contended lock for a race. Loaded in front of a test
/// program; each function does what Qt does and says what comes after what.

extern "C" {
void __tsan_acquire(void *address) __attribute__((weak)); // none in the helpers that a test program starts
void __tsan_release(void *address) __attribute__((weak));
}

namespace {

void after(void *address)
{
    if (__tsan_acquire)
        __tsan_acquire(address);
}

void before(void *address)
{
    if (__tsan_release)
        __tsan_release(address);
}

template <typename F>
F *real(const char *symbol)
{
    return reinterpret_cast<F *>(dlsym(RTLD_NEXT, symbol));
}

/// A task that begins after whoever started it had done what came before, and ends before whoever waits for its pool
/// goes on.
class Task : public QRunnable {
public:
    Task(QRunnable *task, QThreadPool *pool)
        : m_task(task)
        , m_pool(pool)
    {
    }
    void run() override
    {
        after(this);
        const bool isOurs = m_task->autoDelete();
        m_task->run();
        if (isOurs)
            delete m_task;
        before(m_pool);
    }

private:
    QRunnable *m_task;
    QThreadPool *m_pool;
};

/// A call on another thread comes after what whoever asked for it did before.
class Slot : public QtPrivate::QSlotObjectBase {
public:
    explicit Slot(QtPrivate::QSlotObjectBase *slot)
        : QSlotObjectBase(&impl)
        , m_slot(slot)
    {
    }

private:
    static void impl(int which, QSlotObjectBase *self, QObject *receiver, void **arguments, bool *)
    {
        auto *const handed = static_cast<Slot *>(self);
        after(handed);
        if (which == Call) {
            handed->m_slot->call(receiver, arguments);
        } else if (which == Destroy) {
            handed->m_slot->destroyIfLastRef();
            delete handed;
        }
    }
    QtPrivate::QSlotObjectBase *m_slot;
};

using Continuation = std::function<void(const QFutureInterfaceBase &)>;

/// What follows a future comes after what whoever asked for it did before.
Continuation handedOver(Continuation then)
{
    auto mark = std::make_shared<char>();
    before(mark.get());
    return [mark, then = std::move(then)](const QFutureInterfaceBase &future) {
        after(mark.get());
        then(future);
    };
}

} // namespace

void QThreadPool::start(QRunnable *task, int priority)
{
    static auto *const call = real<void(QThreadPool *, QRunnable *, int)>("_ZN11QThreadPool5startEP9QRunnablei");
    auto *const handed = new Task(task, this);
    before(handed);
    call(this, handed, priority);
}

void QThreadPool::start(std::function<void()> task, int priority)
{
    start(QRunnable::create(std::move(task)), priority);
}

bool QThreadPool::waitForDone(int ms)
{
    static auto *const call = real<bool(QThreadPool *, int)>("_ZN11QThreadPool11waitForDoneEi");
    const bool done = call(this, ms);
    after(this);
    return done;
}

/// The destructor waits as well.
extern "C" void _ZN11QThreadPoolD1Ev(QThreadPool *pool)
{
    static auto *const call = real<void(QThreadPool *)>("_ZN11QThreadPoolD1Ev");
    call(pool);
    after(pool);
}

bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type,
                                   void *answer)
{
    static auto *const call = real<bool(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *)>(
        "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    auto *const handed = new Slot(slot);
    before(handed);
    return call(object, handed, type, answer);
}

void QFutureInterfaceBase::setContinuation(Continuation then)
{
    static auto *const call = real<void(QFutureInterfaceBase *, Continuation)>(
        "_ZN20QFutureInterfaceBase15setContinuationESt8functionIFvRKS_EE");
    call(this, handedOver(std::move(then)));
}

void QFutureInterfaceBase::setContinuation(Continuation then, QFutureInterfaceBasePrivate *data)
{
    static auto *const call = real<void(QFutureInterfaceBase *, Continuation, QFutureInterfaceBasePrivate *)>(
        "_ZN20QFutureInterfaceBase15setContinuationESt8functionIFvRKS_EEP27QFutureInterfaceBasePrivate");
    call(this, handedOver(std::move(then)), data);
}

bool QWaitCondition::wait(QMutex *mutex, QDeadlineTimer deadline)
{
    static auto *const call =
        real<bool(QWaitCondition *, QMutex *, QDeadlineTimer)>("_ZN14QWaitCondition4waitEP6QMutex14QDeadlineTimer");
    before(mutex);
    const bool woken = call(this, mutex, deadline);
    after(mutex);
    return woken;
}

void QReadWriteLock::lockForRead()
{
    static auto *const call = real<void(QReadWriteLock *)>("_ZN14QReadWriteLock11lockForReadEv");
    call(this);
    after(this);
}

void QReadWriteLock::lockForWrite()
{
    static auto *const call = real<void(QReadWriteLock *)>("_ZN14QReadWriteLock12lockForWriteEv");
    call(this);
    after(this);
}

void QReadWriteLock::unlock()
{
    static auto *const call = real<void(QReadWriteLock *)>("_ZN14QReadWriteLock6unlockEv");
    before(this);
    call(this);
}

void QSemaphore::acquire(int count)
{
    static auto *const call = real<void(QSemaphore *, int)>("_ZN10QSemaphore7acquireEi");
    call(this, count);
    after(this);
}

void QSemaphore::release(int count)
{
    static auto *const call = real<void(QSemaphore *, int)>("_ZN10QSemaphore7releaseEi");
    before(this);
    call(this, count);
}
