// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {Grant} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {GameSession} from "./GameSession.sol";

/// @dev Attacks on the moment in which a session comes to be.
contract GrantingTest is GameSession {
    /// @dev MAX_USEROP_SIZE of public mempools: bytes of one packed and ABI-encoded operation.
    uint256 private constant MEMPOOL_LIMIT = 8_192;

    /// @dev The account is asked in the middle of enabling, for the signature and for its modules; both are static calls.
    function test_reentrancyWhileEnabling_changesNothing() public {
        ReentrantAccount reentrant = new ReentrantAccount(validator);
        Grant memory grant = makeGrant();
        grant.account = address(reentrant);
        grant.epoch = 0;
        reentrant.attackWith(grant);
        vm.expectCall(address(validator), abi.encodeCall(validator.revokeAll, ()), 2);
        validator.enable(grant, hex"01");
        ISessionValidator.Session memory session = validator.sessionOf(address(reentrant), sessionId());
        assertEq(uint8(session.status), uint8(ISessionValidator.Status.Enabled), "enabled, once");
        assertEq(session.spendLeft, grant.maxSpend, "with the caps that were signed");
        assertEq(validator.epochOf(address(reentrant)), 0, "the epoch stands");
    }

    /// @dev Two sessions of one account, recorded as they count: no word of the one is a word of the other.
    function test_twoSessionsOfOneAccount_writeNoCommonSlot() public {
        enable(makeGrant());
        Grant memory second = makeGrant();
        second.sessionKey = sessionKeyBytes(THIEF_KEY);
        enable(second);
        bytes32[] memory ofTheFirst = _slotsWrittenBy(SESSION_KEY);
        bytes32[] memory ofTheSecond = _slotsWrittenBy(THIEF_KEY);
        assertGt(ofTheFirst.length, 0, "the first writes");
        assertGt(ofTheSecond.length, 0, "the second writes");
        for (uint256 i = 0; i < ofTheFirst.length; ++i) {
            for (uint256 j = 0; j < ofTheSecond.length; ++j) {
                assertNotEq(ofTheFirst[i], ofTheSecond[j], "a slot of both");
            }
        }
    }

    /// @dev Deploys, grants the whole game, shows the voucher and plays; also when the owner's signature is a passkey's.
    function test_payloadOfTheFirstOperation_fitsTheMempool() public {
        bytes32 salt = keccak256("new");
        account = PlayerAccount(payable(_predictAccount(salt)));
        Grant memory grant = makeGameGrant();
        grant.epoch = 1;
        PackedUserOperation memory op = operation(callMove(hex"02020202020202020202020202020202"));
        op.initCode = _initCode(salt);
        op = signFirst(op, grant);
        uint256 size = abi.encode(op).length;
        emit log_named_uint("bytes of the first operation", size);
        assertLt(size, MEMPOOL_LIMIT, "with the signature of a wallet");
        handle(op);
        assertEq(game.readPlayer(address(account)).steps, 16, "and it is one that plays");
        assertLt(abi.encode(signFirst(op, grant, new bytes(1_024))).length, MEMPOOL_LIMIT, "with that of a passkey");
    }

    function _slotsWrittenBy(uint256 key) private returns (bytes32[] memory writes) {
        PackedUserOperation memory op = signUse(operation(callPlay(1)), key);
        vm.record();
        handle(op);
        (, writes) = vm.accesses(address(validator));
    }
}

/// @dev An account that uses every question it is asked to call back into the module.
contract ReentrantAccount {
    ISessionValidator private immutable _MODULE;
    Grant private _grant;

    constructor(ISessionValidator module) {
        _MODULE = module;
    }

    function attackWith(Grant memory grant) external {
        _grant.account = grant.account;
        _grant.sessionKey = grant.sessionKey;
        _grant.validAfter = grant.validAfter;
        _grant.validUntil = grant.validUntil;
        _grant.maxActions = grant.maxActions;
        _grant.maxSpend = type(uint96).max;
        _grant.nonceKey = grant.nonceKey;
        _grant.permissions.push();
        _grant.permissions[0].target = grant.permissions[0].target;
        _grant.permissions[0].functionSignature = grant.permissions[0].functionSignature;
    }

    /// @dev Says yes to everybody. The signature tells the outer question from the one that the attack itself asks.
    function isValidSignature(bytes32, bytes calldata signature) external returns (bytes4) {
        if (signature.length != 0) {
            _try(abi.encodeCall(_MODULE.enable, (_grant, "")));
            _try(abi.encodeCall(_MODULE.revokeAll, ()));
        }
        return IERC1271.isValidSignature.selector;
    }

    function isModuleInstalled(uint256 moduleType, address, bytes calldata) external returns (bool) {
        if (moduleType == 1) _try(abi.encodeCall(_MODULE.revokeAll, ()));
        return false;
    }

    function _try(bytes memory data) private returns (bool success) {
        // A static call that writes burns all it was given.
        (success,) = address(_MODULE).call{gas: 2_000_000}(data);
    }
}
