// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {ArgumentBound, Grant, Permission} from "../../src/session/Grant.sol";
import {Coin} from "../support/Coin.sol";
import {Target} from "../support/Target.sol";
import {Trinkets} from "../support/Trinkets.sol";
import {Deck} from "./Deck.sol";
import {GhostAccount, GhostSession} from "./Ghost.sol";

/// @notice Three accounts that hold all that can be stolen, and sessions of theirs, made as they are needed. The first
/// two are of one owner, so that what one of them signed can be tried on the other.
/// @dev StackTest knows one account and one session: {_use} says which. SESSION_KEY and OWNER_KEY stand for theirs.
abstract contract World is Deck {
    uint256 internal constant ACCOUNTS = 3;
    uint128 internal constant MAX_VALUE = 1_000;
    uint256 internal constant VERIFICATION_GAS = 700_000;
    uint256 internal constant CALL_GAS = 300_000;
    uint256 internal constant PRE_VERIFICATION_GAS = 60_000;
    /// @dev The most that an operation of {_operation} costs: with 150,000 gas of the paymaster, at 1 gwei.
    uint256 internal constant OPERATION_WEI = (VERIFICATION_GAS + CALL_GAS + PRE_VERIFICATION_GAS + 150_000) * 1 gwei;

    GhostAccount[] internal accounts;
    GhostSession[] internal sessions;
    /// @dev Those that have not ended.
    uint256[] internal living;
    uint256 internal currentAccount;
    uint256 internal currentSession;
    /// @dev Signs in the session's stead; zero: nobody does.
    uint256 internal forgerKey;

    Coin internal coin;
    Trinkets internal trinkets;
    address payable internal thief = payable(makeAddr("thief"));
    address internal friend = makeAddr("friend");
    /// @dev What the vouchers promise together: the sponsor's worst case.
    uint256 internal promisedWei;
    uint256 internal sponsorTakenWei;

    function setUp() public virtual override {
        super.setUp();
        vm.fee(0.5 gwei);
        coin = new Coin();
        trinkets = new Trinkets();
        entryPoint.depositTo{value: 90 ether}(address(paymaster));
        vm.deal(operator, 3 ether);
        vm.startPrank(operator);
        paymaster.addStake{value: 1 ether}(1 days);
        factory.addStake{value: 1 ether}(1 days);
        vm.stopPrank();
        for (uint256 i = 0; i < ACCOUNTS; ++i) {
            _found(i == 2 ? uint256(keccak256("another owner")) : OWNER_KEY, bytes32(i));
        }
    }

    // ---------------------------------------------------------------- whose turn

    function ownerBytes() internal view virtual override returns (bytes memory) {
        return accounts.length == 0 ? super.ownerBytes() : abi.encodePacked(vm.addr(_ownerKey()));
    }

    function signAsOwner(bytes32 digest) internal view virtual override returns (bytes memory) {
        return signSecp(_ownerKey(), digest);
    }

    /// @dev Mostly secp256k1, which signs faster; P-256 where the session says so.
    function sessionKeyBytes(uint256 key) internal view override returns (bytes memory) {
        if (key != SESSION_KEY) return abi.encodePacked(vm.addr(key));
        GhostSession storage session = sessions[currentSession];
        return session.isP256 ? p256Signer(session.key) : abi.encodePacked(vm.addr(session.key));
    }

    function signAsSession(uint256 key, bytes32 digest) internal view override returns (bytes memory) {
        if (key != SESSION_KEY) return signSecp(key, digest);
        GhostSession storage session = sessions[currentSession];
        uint256 signingKey = forgerKey == 0 ? session.key : forgerKey;
        return session.isP256 ? signP256(signingKey, digest) : signSecp(signingKey, digest);
    }

    function _useAccount(uint256 a) internal {
        currentAccount = a;
        account = accounts[a].account;
    }

    function _use(uint256 s) internal {
        _useAccount(sessions[s].account);
        currentSession = s;
        target = sessions[s].target;
    }

    function _ownerKey() internal view returns (uint256) {
        return accounts[currentAccount].ownerKey;
    }

    // ---------------------------------------------------------------- sessions

    /// @dev A session with caps of chance, granted and not yet enabled, and made the current one. Starts in `delay` seconds.
    function _newSession(uint256 a, bool isSponsored, uint256 delay) internal returns (uint256) {
        return _newSession(a, isSponsored, delay, _random(8) == 0);
    }

    function _newSession(uint256 a, bool isSponsored, uint256 delay, bool isP256) internal returns (uint256 s) {
        s = sessions.length;
        living.push(s);
        GhostSession storage session = sessions.push();
        session.account = a;
        session.key = uint256(keccak256(abi.encode("session", s)));
        session.isP256 = isP256;
        session.isSponsored = isSponsored;
        session.validAfter = uint48(vm.getBlockTimestamp() - 60 + delay);
        session.validUntil = session.validAfter + uint48(_between(10 minutes, 1 hours));
        session.epoch = accounts[a].epoch;
        session.lane = laneOf(uint32(s + 1));
        session.target = new Target();
        session.maxActions = _between(8, 30);
        session.maxSpend = _between(100, 1_000);
        session.maxGasWei = OPERATION_WEI * _between(12, 40);
        _use(s);
        Grant memory grant = _makeGrantOf(s);
        session.grant = abi.encode(grant);
        session.ownerSignature = signGrant(grant);
        if (isSponsored) _promise(s, session.maxGasWei);
    }

    function _makeGrantOf(uint256 s) private view returns (Grant memory grant) {
        GhostSession storage session = sessions[s];
        grant = makeGrant();
        grant.validAfter = session.validAfter;
        grant.validUntil = session.validUntil;
        grant.maxActions = uint32(session.maxActions);
        grant.maxSpend = uint96(session.maxSpend);
        grant.maxGasWei = uint96(session.maxGasWei);
        grant.paymaster = session.isSponsored ? address(paymaster) : address(0);
        grant.nonceKey = session.lane;
        grant.permissions = new Permission[](4);
        grant.permissions[0] = permit("play(uint256)", MAX_VALUE, 0);
        grant.permissions[1] = permit("spend(uint256,uint256)", 0, 2);
        grant.permissions[2] = permit("fail(uint256)", 0, 0);
        grant.permissions[3] = permit("setLevel(int256)", 0, 0);
        grant.permissions[3].bounds = new ArgumentBound[](1);
        grant.permissions[3].bounds[0] = ArgumentBound(1, uint256(int256(-5)), 5);
    }

    /// @dev The sponsor signs its voucher for the current session.
    function _promise(uint256 s, uint256 maxWei) internal {
        sessions[s].voucherWei = maxWei;
        promisedWei += maxWei;
        sessions[s].paymasterAndData = sponsored(_voucherOf(s));
    }

    function _voucherOf(uint256 s) internal returns (Voucher memory voucher) {
        _use(s);
        GhostSession storage session = sessions[s];
        voucher = makeVoucher();
        voucher.nonceKey = session.lane;
        voucher.validAfter = session.validAfter;
        voucher.validUntil = session.validUntil;
        voucher.maxWei = uint96(session.voucherWei);
    }

    function _grantOf(uint256 s) internal view returns (Grant memory) {
        return abi.decode(sessions[s].grant, (Grant));
    }

    function _isDue(uint256 s) internal view returns (bool) {
        uint256 now_ = vm.getBlockTimestamp();
        return sessions[s].validAfter < now_ && now_ <= sessions[s].validUntil;
    }

    /// @dev By the ghosts alone: what the contracts store is not asked.
    function _isEnded(uint256 s) internal view returns (bool) {
        GhostSession storage session = sessions[s];
        return session.isRevoked || session.epoch != accounts[session.account].epoch
            || vm.getBlockTimestamp() > session.validUntil;
    }

    function _effectOf(uint256 s) internal view returns (bytes32) {
        Target reached = sessions[s].target;
        return keccak256(
            abi.encode(reached.played(), reached.spent(), reached.received(), reached.level(), reached.emptyCalls())
        );
    }

    // ---------------------------------------------------------------- operations

    /// @dev An unsigned operation of a session, which is made the current one.
    function _operation(uint256 s, bytes memory callData) internal returns (PackedUserOperation memory op) {
        _use(s);
        op.sender = address(account);
        op.nonce = entryPoint.getNonce(address(account), sessions[s].lane);
        op.callData = callData;
        op.accountGasLimits = bytes32((VERIFICATION_GAS << 128) | CALL_GAS);
        op.preVerificationGas = PRE_VERIFICATION_GAS;
        op.gasFees = bytes32((uint256(1 gwei) << 128) | 1 gwei);
        op.paymasterAndData = sessions[s].paymasterAndData;
    }

    /// @dev Signed with the grant on board while the session is not enabled.
    function _sign(uint256 s, PackedUserOperation memory op) internal returns (PackedUserOperation memory) {
        _use(s);
        return sessions[s].isEnabled ? signUse(op) : signFirst(op, _grantOf(s), sessions[s].ownerSignature);
    }

    /// @dev The EntryPoint's prefund, which the gas budget counts too.
    function _maxCostOf(PackedUserOperation memory op) internal pure returns (uint256 gas) {
        gas = uint128(bytes16(op.accountGasLimits)) + uint128(uint256(op.accountGasLimits)) + op.preVerificationGas;
        bytes memory data = op.paymasterAndData;
        if (data.length != 0) {
            uint256 limits;
            assembly ("memory-safe") {
                limits := mload(add(data, 52))
            }
            gas += (limits >> 128) + uint128(limits);
        }
        gas *= uint128(uint256(op.gasFees));
    }

    function _found(uint256 ownerKey, bytes32 salt) private {
        bytes memory owner = abi.encodePacked(vm.addr(ownerKey));
        address made = factory.createAccount(owner, salt);
        entryPoint.depositTo{value: 90 ether}(made);
        vm.deal(made, 10 ether);
        coin.mint(made, 1_000);
        trinkets.mint(made, 1, 10);
        accounts.push(
            GhostAccount({
                account: PlayerAccount(payable(made)),
                ownerKey: ownerKey,
                epoch: 1,
                weiHeld: 10 ether + entryPoint.balanceOf(made),
                coins: 1_000,
                trinkets: 10,
                allowance: 0,
                ownerOperations: 0,
                module: address(0)
            })
        );
    }
}
