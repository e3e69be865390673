/** URLs as people type them and as redirects give them (RFC 3986). */
package dev.jnet.walk.url;
