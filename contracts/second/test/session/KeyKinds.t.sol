// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Grant} from "../support/Grant.sol";
import {Ledger} from "../support/Ledger.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev A session's life with one kind of key: it begins, plays, is nobody else's, and ends itself.
contract KeyKindsTest is SessionTest {
    function test_aSession_livesWithThisKindOfKey() public {
        Grant memory grant = unpaid(grantOf(permitLedger("pay(address,uint256)")));
        bytes memory pay = abi.encodeCall(Ledger.pay, (address(1), 1));
        handle(first(grant, onLedger(pay), hint(0)));
        allow(grant, pay);
        PackedUserOperation memory op = operation(grant, onLedger(pay));
        bytes memory stolen = signAsSession(THIEF_KEY, entryPointHash(op));
        bytes memory key = keyBytes(SESSION_KEY);
        op.signature = abi.encodePacked(
            hex"00", uint32(0), hex"0100", uint8(key.length), key, uint8(stolen.length), stolen, rulesOf(grant)
        );
        expectFailed(op, "AA24 signature error");
        bytes32 session = sessionOf(grant);
        bytes memory signature = signAsSession(SESSION_KEY, validator.hashRevoke(address(account), session));
        bytes32 rules = keccak256(rulesOf(grant));
        validator.revokeBySessionKey(address(account), key, rules, address(0), grant.nonceKey, signature);
        assertFalse(sessionNow(grant).isLive, "ended by its key");
    }
}

/// @dev A key of secp256k1, as agents on servers have one: 20 bytes.
contract KeyKindsSecp256k1Test is KeyKindsTest {
    function keyBytes(uint256 key) internal pure override returns (bytes memory) {
        return abi.encodePacked(vm.addr(key));
    }

    function signerBytes(uint256 key) internal pure override returns (bytes memory) {
        return keyBytes(key);
    }

    function signAsSession(uint256 key, bytes32 digest) internal pure override returns (bytes memory) {
        return signSecp(key, digest);
    }
}

/// @dev Without P256VERIFY, from the module's construction on.
contract KeyKindsWithoutPrecompileTest is KeyKindsTest {
    function setUp() public override {
        vm.mockCall(address(0x100), bytes(""), bytes(""));
        super.setUp();
        assertFalse(validator.HAS_P256_PRECOMPILE(), "there is none");
    }

    /// @dev Verifying in Solidity takes more than most operations state.
    function operation(Grant memory grant, bytes memory callData)
        internal
        view
        override
        returns (PackedUserOperation memory op)
    {
        op = super.operation(grant, callData);
        op.accountGasLimits = bytes32((uint256(5_000_000) << 128) | 1_000_000);
    }
}
