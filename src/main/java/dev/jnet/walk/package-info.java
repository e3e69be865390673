/**
 * What happens between typing a name and seeing a page, every packet of it our own.
 *
 * <p>A journey is a row of diagnoses, run one after the other: {@link dev.jnet.walk.NameLookup}
 * asks the name server over UDP; {@link dev.jnet.walk.Conversation} opens a TCP connection, lets a
 * {@link dev.jnet.walk.Talk} speak over it, and closes it. What is spoken is a state machine of its
 * own: HTTP, the greeting of SSH, SMTP and FTP, DNS over TCP; and TLS, which is a talk around a
 * talk. All of it ends up in one immutable {@link dev.jnet.walk.Walk}, on which every report hangs.
 *
 * <p>Whatever a server sends is bounded here: lines, headers, redirects, chunks, and the number of
 * segments that are kept. A body is not kept at all, but handed on as it comes.
 */
package dev.jnet.walk;
