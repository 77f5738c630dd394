#if defined(__linux__)
#define _DEFAULT_SOURCE /* madvise() */
#include <sys/mman.h>
#endif

#include "memory.h"

#include <stdlib.h>

/* Where the system has pages of 2 MiB, they save half of the time of who reads here and there. */
void *npm_large(size_t bytes) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    enum { HUGE_PAGE = 1 << 21 };
    void *found = NULL;
    if (bytes >= 2 * HUGE_PAGE) {
        if (posix_memalign(&found, HUGE_PAGE, bytes) != 0) return NULL;
        (void)madvise(found, bytes, MADV_HUGEPAGE); /* if that fails, the pages are small ones */
        return found;
    }
#endif
    return malloc(bytes);
}
