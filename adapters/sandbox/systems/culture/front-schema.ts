/**
 * 前置机: the exchange database as the vendor delivers it, with a read-only view and two exchange tables. Pinyin
 * initials, CHAR padding, dates as text, local times without a zone.
 */
export const FRONT_SCHEMA = `
  CREATE SCHEMA IF NOT EXISTS wl_qzk;
  CREATE TABLE IF NOT EXISTS wl_qzk.t_xkz (
    xh        BIGINT PRIMARY KEY,
    xkzbh     CHAR(30),
    xkzlx     CHAR(2),
    dwmc      VARCHAR(200), tyshxydm VARCHAR(18), fddbr VARCHAR(50), jycs VARCHAR(300),
    hdry      INT,
    fzrq      CHAR(8), yxqz CHAR(8),
    zt        CHAR(1),
    gxsj      TIMESTAMP,
    scbz      CHAR(1) DEFAULT '0'
  );
  CREATE INDEX IF NOT EXISTS ix_xkz_xkzbh ON wl_qzk.t_xkz (xkzbh);
  CREATE INDEX IF NOT EXISTS ix_xkz_tyshxydm ON wl_qzk.t_xkz (tyshxydm);
  CREATE SEQUENCE IF NOT EXISTS wl_qzk.s_xkz_xh;
  CREATE TABLE IF NOT EXISTS wl_qzk.t_sj_in (
    id BIGSERIAL PRIMARY KEY, ywlsh CHAR(20) UNIQUE, bwlx CHAR(4), bw TEXT, tbbz CHAR(1) DEFAULT '0',
    cwxx VARCHAR(500), crsj TIMESTAMP DEFAULT now(), clsj TIMESTAMP
  );
  CREATE TABLE IF NOT EXISTS wl_qzk.t_sj_out (
    id BIGSERIAL PRIMARY KEY, ywlsh CHAR(20), bwlx CHAR(4), bw TEXT, tbbz CHAR(1) DEFAULT '0',
    crsj TIMESTAMP DEFAULT now()
  );
`;

/** What outsiders see: rows that are not soft-deleted. */
export const FILLED_VIEW = `CREATE OR REPLACE VIEW wl_qzk.v_xkz AS SELECT * FROM wl_qzk.t_xkz WHERE scbz = '0'`;

/** The same view during the nightly reload, which empties it for about four minutes. */
export const EMPTY_VIEW = `${FILLED_VIEW} AND false`;
