/**
 * Two versions of a source file in, a list of edits out.
 *
 * <p>{@link org.jurigged.diff.SourceFile#parse} makes comparable what a text defines, {@link
 * org.jurigged.diff.SourceDiff#between} compares, {@link org.jurigged.diff.Header#of} only tells which classes a text
 * is of. Nothing here reads a file, prints, or knows a JVM.
 *
 * <p>Inside: {@code Tokens} drop comments and white space, a {@code Skeleton} of them is parsed, {@code TypeReader} turns
 * the tree into {@code TypeNode}s and {@code Member}s that hold their code in normal form, {@code TypePairs} and {@code
 * MemberPairs} find out who was who.
 */
package org.jurigged.diff;
