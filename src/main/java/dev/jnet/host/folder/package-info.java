/** Folders of this machine that are held open. */
package dev.jnet.host.folder;
