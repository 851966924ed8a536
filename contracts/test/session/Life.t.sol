// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IERC7579ModuleConfig, MODULE_TYPE_VALIDATOR} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Ledger} from "../support/Ledger.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev How a session begins, and that another key, rule, paymaster, lane, time or epoch does not reach it.
contract LifeTest is SessionTest {
    bytes private _pay = abi.encodeCall(Ledger.pay, (address(1), 1));

    function _make() private view returns (Grant memory) {
        return unpaid(grantOf(permitLedger("pay(address,uint256)")));
    }

    function test_aGrantOnBoard_enablesAndIsUsed() public {
        Grant memory grant = _make();
        handle(first(grant, onLedger(_pay), hint(0)));
        assertEq(ledger.made(), 1, "made");
        assertTrue(sessionNow(grant).isLive, "live");
        allow(grant, _pay);
    }

    function test_aGrant_servesOnce() public {
        Grant memory grant = _make();
        handle(first(grant, onLedger(_pay), hint(0)));
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.SessionUsedAlready.selector, sessionOf(grant));
        expectRefused(first(grant, onLedger(_pay), hint(0)), reason);
        vm.expectRevert(reason);
        this.enableExternally(grant, keyBytes(SESSION_KEY));
    }

    /// @dev A key of the P-256 verifier has a short form; with the verifier's name it is the same signer, and would be another
    /// id.
    function test_aGrant_servesOnce_howeverItsKeyIsWritten() public {
        Grant memory grant = _make();
        enable(grant);
        bytes memory key = signerBytes(SESSION_KEY);
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.GrantSessionKeyMalformed.selector, key);
        vm.expectRevert(reason);
        this.enableExternally(grant, key);
        PackedUserOperation memory op = operation(grant, onLedger(_pay));
        bytes memory signature = signAsSession(SESSION_KEY, entryPointHash(op));
        bytes memory head = abi.encodePacked(hex"01", uint32(0), hex"0100", uint8(84), key, uint8(64), signature);
        op.signature = toModule(bytes.concat(head, packedOf(grant), signGrant(grant)));
        expectRefused(op, reason);
    }

    function test_keysThatAreNone_areRefused() public {
        bytes[4] memory keys = [bytes(""), hex"01", new bytes(20), new bytes(19)];
        for (uint256 i = 0; i < 4; ++i) {
            Grant memory grant = _make();
            grant.sessionKey = keys[i];
            vm.expectRevert(abi.encodeWithSelector(ISessionValidator.GrantSessionKeyMalformed.selector, keys[i]));
            this.enableExternally(grant, keys[i]);
        }
    }

    function test_anotherKey_findsNothing() public {
        Grant memory grant = _make();
        enable(grant);
        PackedUserOperation memory op = operation(grant, onLedger(_pay));
        op.signature = toModule(bytes.concat(_head(0, op, hint(0), 0, THIEF_KEY), rulesOf(grant)));
        expectRefused(op, _notLive(sessionOf(grant, THIEF_KEY)));
        // The right key, but another key's signature.
        op = use(grant, onLedger(_pay), hint(0));
        op.signature[toModule("").length + 80] ^= 0x01;
        expectFailed(op, "AA24 signature error");
    }

    function test_otherRulesPaymasterOrLane_findNothing() public {
        Grant memory grant = _make();
        enable(grant);
        Grant memory other = _make();
        other.permissions[0].functionSignature = "level(int8)";
        expectRefused(use(other, onLedger(abi.encodeCall(Ledger.level, (1))), hint(0)), _notLive(sessionOf(other)));
        other = _make();
        other.nonceKey = laneOf(8);
        expectRefused(use(other, onLedger(_pay), hint(0)), _notLive(sessionOf(other)));
        other = _make();
        other.paymaster = address(paymaster);
        expectRefused(use(other, onLedger(_pay), hint(0)), _notLive(sessionOf(other)));
        // One byte after the rules.
        PackedUserOperation memory op = operation(grant, onLedger(_pay));
        op.signature = bytes.concat(signUse(op, grant, hint(0)).signature, hex"00");
        op = forModule(op);
        vm.expectPartialRevert(ISessionValidator.SessionNotLive.selector);
        this.validateExternally(op);
    }

    function test_signaturesThatAreCutOff_areRefused() public {
        Grant memory grant = _make();
        enable(grant);
        bytes memory whole = forModule(use(grant, onLedger(_pay), hint(0))).signature;
        for (uint256 length = 0; length < whole.length; ++length) {
            PackedUserOperation memory op = forModule(use(grant, onLedger(_pay), hint(0)));
            bytes memory cut = op.signature;
            assembly ("memory-safe") {
                mstore(cut, length)
            }
            vm.expectRevert();
            this.validateExternally(op);
        }
        PackedUserOperation memory other = use(grant, onLedger(_pay), hint(0));
        other.signature[toModule("").length] = 0x02;
        expectRefused(other, abi.encodeWithSelector(ISessionValidator.SignatureMalformed.selector, whole.length));
    }

    function test_beforeAndAfterItsWindow_thereIsNoSession() public {
        Grant memory grant = _make();
        grant.validAfter = uint48(vm.getBlockTimestamp());
        grant.validUntil = grant.validAfter + 100;
        expectFailed(first(grant, onLedger(_pay), hint(0)), "AA22 expired or not due");
        vm.expectRevert(
            abi.encodeWithSelector(ISessionValidator.GrantNotDue.selector, grant.validAfter, grant.validAfter)
        );
        this.enableExternally(grant, keyBytes(SESSION_KEY));
        vm.warp(grant.validAfter + 1);
        enable(grant);
        vm.warp(grant.validUntil);
        allow(grant, _pay);
        vm.warp(grant.validUntil + 1);
        expectFailed(use(grant, onLedger(_pay), hint(0)), "AA22 expired or not due");
    }

    function test_windows_areAtMostTheDeployersMaximum() public {
        Grant memory grant = _make();
        _refusesWindow(grant, grant.validAfter, grant.validAfter + 1 hours + 1);
        _refusesWindow(grant, grant.validAfter, grant.validAfter);
        _refusesWindow(grant, grant.validAfter, grant.validAfter - 1);
        _refusesWindow(grant, grant.validAfter, 0);
        _refusesWindow(grant, type(uint32).max - 5, uint48(type(uint32).max) + 1);
        _refusesWindow(grant, 0, type(uint48).max);
        (grant.validAfter, grant.validUntil) = (_make().validAfter, _make().validAfter + 1 hours);
        enable(grant);
    }

    function test_onlyTheAccountItself_mayAsk() public {
        Grant memory grant = _make();
        enable(grant);
        PackedUserOperation memory op = use(grant, onLedger(_pay), hint(0));
        vm.expectRevert(
            abi.encodeWithSelector(ISessionValidator.SenderNotAccount.selector, address(account), address(this))
        );
        validator.validateUserOp(op, 0);
    }

    function test_installing_isOnce_andEndsWhatWasGranted() public {
        Grant memory grant = _make();
        enable(grant);
        _asOwner(abi.encodeCall(IERC7579ModuleConfig.uninstallModule, (MODULE_TYPE_VALIDATOR, address(validator), "")));
        assertFalse(validator.isInitialized(address(account)), "uninstalled");
        assertFalse(sessionNow(grant).isLive, "ended");
        Grant memory before = _fresh();
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.ModuleNotInstalled.selector, address(account)));
        this.enableExternally(before, keyBytes(SESSION_KEY));
        _asOwner(abi.encodeCall(IERC7579ModuleConfig.installModule, (MODULE_TYPE_VALIDATOR, address(validator), "")));
        assertTrue(validator.isInitialized(address(account)), "installed");
        vm.expectPartialRevert(ISessionValidator.GrantWrongEpoch.selector);
        this.enableExternally(before, keyBytes(SESSION_KEY));
        vm.prank(address(account));
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.ModuleInstalledAlready.selector, address(account)));
        validator.onInstall("");
        enable(_fresh());
        expectRefused(use(grant, onLedger(_pay), hint(0)), _notLive(sessionOf(grant)));
        assertFalse(validator.isInitialized(makeAddr("nobody")), "of nobody");
    }

    /// @dev In a lane that no session has used.
    function _fresh() private view returns (Grant memory grant) {
        grant = _make();
        grant.nonceKey = laneOf(100);
    }

    function enableExternally(Grant memory grant, bytes memory key) external {
        bytes memory data = bytes.concat(packedOf(grant), signGrant(grant));
        validator.enable(grant.account, key, grant.paymaster, grant.nonceKey, data);
    }

    function validateExternally(PackedUserOperation calldata op) external {
        vm.prank(address(account));
        validator.validateUserOp(op, 0);
    }

    function _refusesWindow(Grant memory grant, uint48 validAfter, uint48 validUntil) private {
        (grant.validAfter, grant.validUntil) = (validAfter, validUntil);
        vm.expectRevert(
            abi.encodeWithSelector(ISessionValidator.GrantWindowInvalid.selector, validAfter, validUntil, 1 hours)
        );
        this.enableExternally(grant, keyBytes(SESSION_KEY));
    }

    function _asOwner(bytes memory callData) private {
        (bool success,) = handleAndRead(ownerOperation(callData));
        assertTrue(success, "by the owner");
    }

    function _notLive(bytes32 session) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.SessionNotLive.selector, session);
    }
}
