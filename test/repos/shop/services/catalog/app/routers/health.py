from fastapi import APIRouter, HTTPException

from app.database import pool

router = APIRouter(tags=["health"])


@router.get("/health")
async def health() -> dict[str, str]:
    try:
        await pool.fetchval("SELECT 1")
    except OSError as error:
        raise HTTPException(status_code=503, detail="no database") from error
    return {"status": "ok"}
