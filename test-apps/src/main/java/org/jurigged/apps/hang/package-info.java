/** Ends a test run that no longer gets on, and says where it stands. */
package org.jurigged.apps.hang;
