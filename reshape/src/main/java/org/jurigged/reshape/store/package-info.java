/** Where the values of added instance fields are. */
package org.jurigged.reshape.store;
