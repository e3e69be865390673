/**
 * Shows what happens between typing a URL and seeing a page. jnet makes every packet itself.
 *
 * <p>A {@link dev.jnet.walk.Walk} is the whole result, as one immutable record that every report is
 * made from: one {@link dev.jnet.walk.Leg} for each URL, and in it how the name became an address
 * ({@link dev.jnet.walk.Naming}), how packets leave ({@link dev.jnet.walk.NextHop}), the
 * connection, and what was received over it. {@link dev.jnet.walk.Split} divides a leg's time, and
 * {@link dev.jnet.walk.Judge} says what a leg came to.
 *
 * <p>The rooms inside know each other in this order, and none of them knows this package:
 *
 * <ul>
 *   <li>{@code url}: URLs. It knows none of the others.
 *   <li>{@code conversation}: a TCP connection that is opened, used, and closed. A {@link
 *       dev.jnet.walk.conversation.Talk} is the protocol that is spoken over it. It knows none of
 *       the others.
 *   <li>{@code dns}: name lookups over UDP, and the talk of DNS over TCP. It knows {@code
 *       conversation}.
 *   <li>{@code http}, {@code greeting}, {@code tls}: the talk of a web server; that of SSH, SMTP
 *       and FTP servers; and TLS, which is a talk around a talk. They know {@code conversation} and
 *       {@code url}.
 * </ul>
 *
 * <p>Whatever a server sends is bounded: lines, headers, redirects, chunks, and the number of
 * segments that are kept. A body is not kept at all, but handed on as it comes.
 */
package dev.jnet.walk;
