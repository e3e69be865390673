/** Names as this machine looks them up: by the C library, and as resolv.conf and hosts say. */
package dev.jnet.host.name;
