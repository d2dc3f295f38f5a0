package io.godwit.console.verify;

/** The documents of one slice, page after page. To be closed, so that the server keeps nothing for it. */
sealed interface Pages extends AutoCloseable permits PointInTimePages, ScrollPages {

    /** The next page, its documents handed on; one without documents is the end. The first one tells the total. */
    PageReader.Page next();

    @Override
    void close();
}
