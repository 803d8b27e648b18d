/** What is measured of debugging through the shared port. */
package org.jurigged.bench.debug;
