/** Small Java programs as values: immutable, made of members that are known by number. */
package org.jurigged.bench.random.model;
