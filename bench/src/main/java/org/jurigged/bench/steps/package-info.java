/**
 * Tells where the time of a save goes, without a line for it in what is measured: the methods that are the steps get a
 * clock around them while their classes are loaded.
 */
package org.jurigged.bench.steps;
