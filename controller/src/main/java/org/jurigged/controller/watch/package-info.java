/** Which files changed: {@link org.jurigged.controller.watch.Watcher} and what it takes and gives. */
package org.jurigged.controller.watch;
