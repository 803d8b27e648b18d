/** Random programs of loops, with an interpreter that says what they do when they are edited while they run. */
package org.jurigged.apps.loops;
