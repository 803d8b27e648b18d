/** Random programs, and random members for them. */
package org.jurigged.bench.random.make;
