/**
 * One HTTP/1.1 request and the answer to it (RFC 9112).
 *
 * <p>{@link dev.jnet.walk.http.HttpTalk} is the state machine, {@code HttpHead} reads the status
 * line and the header fields, {@code ChunkReader} reads a chunked body, and {@link
 * dev.jnet.walk.http.Page} is the result.
 */
package dev.jnet.walk.http;
