/**
 * Capture files, read frame by frame: in libpcap's format and in pcapng. A frame keeps the link
 * type of the interface that captured it, so that a file may hold several link types.
 */
package dev.jnet.link.file;
