/* Memory of large tables that are read here and there. */
#ifndef NPMATCH_MEMORY_H
#define NPMATCH_MEMORY_H

#include <stddef.h>

/* Return so many bytes for free() to take back, NULL if there are none. What is in them nobody knows. */
void *npm_large(size_t bytes);

#endif
